package io.salvaguarda.restore.point.adapter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.kit.rest.SourceField;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be restored. */
@Path("/recovery-points")
@Tag(name = "Recovery points")
public class RecoveryPointResource {

  private final Transactions transactions;
  private final RecoveryPoints points;
  private final PointsRebuild rebuild;
  private final SuiteConfig config;

  RecoveryPointResource(
      Transactions transactions, RecoveryPoints points, PointsRebuild rebuild, SuiteConfig config) {
    this.transactions = transactions;
    this.points = points;
    this.rebuild = rebuild;
    this.config = config;
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(
      summary = "Recovery points, newest first",
      description = "Quarantined backups are shown with include=quarantined only.")
  @APIResponse(responseCode = "400", description = "limit or include is not right")
  public Uni<List<RecoveryPointView>> list(
      @QueryParam("source") @DefaultValue("") String source,
      @QueryParam("include") String include,
      @QueryParam("limit") @DefaultValue("50") @Schema(implementation = Integer.class)
          String limit) {
    int most = BadInput.limit(limit);
    if (include != null && !include.equals("quarantined")) {
      throw BadInput.field("include", include, "\"quarantined\", or left out");
    }
    return transactions.run(session -> points.recent(session, source, include != null, most));
  }

  @GET
  @Path("/latest")
  @RolesAllowed("viewer")
  @Operation(summary = "The newest verified logical backup of a source")
  @APIResponse(responseCode = "404", description = "The source has no verified backup")
  public Uni<RecoveryPointView> latest(@QueryParam("source") String source) {
    SourceField.of(config, source);
    return transactions.run(
        session ->
            points
                .newestVerified(session, source, BackupKind.LOGICAL)
                .map(
                    found ->
                        found.orElseThrow(
                            () ->
                                BadInput.unknown("source", source, "it has no verified backup."))));
  }

  @POST
  @Path("/rebuild")
  @RolesAllowed("operator")
  @RunOnVirtualThread
  @Operation(
      summary = "Make the recovery points anew from the repositories",
      description =
          "Reads every manifest and verification mark of every configured repository. For after the"
              + " service's database was lost; harmless at any time.")
  @APIResponse(responseCode = "503", description = "A repository cannot be read now")
  public PointsRebuild.Summary rebuild() {
    return rebuild.run();
  }
}
