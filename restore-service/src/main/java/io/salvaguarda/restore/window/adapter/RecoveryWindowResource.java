package io.salvaguarda.restore.window.adapter;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.rest.SourceField;
import io.salvaguarda.restore.window.LastProofs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** To which instants a source can be recovered. */
@Path("/recovery-window")
@Tag(name = "Recovery points")
public class RecoveryWindowResource {

  private final RecoveryWindows windows;
  private final LastProofs proofs;
  private final SuiteConfig config;

  RecoveryWindowResource(RecoveryWindows windows, LastProofs proofs, SuiteConfig config) {
    this.windows = windows;
    this.proofs = proofs;
    this.config = config;
  }

  @GET
  @RolesAllowed("viewer")
  @RunOnVirtualThread
  @Operation(
      summary = "To which instants a source can be recovered",
      description =
          "From its physical backups, over the WAL that is archived without a gap; and which instant of it was proven last.")
  @APIResponse(responseCode = "400", description = "No such source")
  @APIResponse(responseCode = "503", description = "The repository cannot be read now")
  public RecoveryWindowView of(
      @QueryParam("source") String id,
      @Parameter(description = "also from backups that no verification has proven")
          @QueryParam("unverified")
          @DefaultValue("false")
          boolean unverified) {
    PostgresSource source = SourceField.of(config, id);
    return RecoveryWindowView.of(id, windows.of(source).window(unverified), proofs.of(id));
  }
}
