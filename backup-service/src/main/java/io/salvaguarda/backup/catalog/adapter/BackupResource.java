package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.rest.BadInput;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The backups that exist. */
@Path("/backups")
@Tag(name = "Backups")
public class BackupResource {

  private final Transactions transactions;
  private final Catalog catalog;
  private final CatalogRebuild rebuild;

  BackupResource(Transactions transactions, Catalog catalog, CatalogRebuild rebuild) {
    this.transactions = transactions;
    this.catalog = catalog;
    this.rebuild = rebuild;
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(summary = "Backups, newest first", description = "Quarantined ones among them.")
  @APIResponse(responseCode = "400", description = "The limit is not a number from 1 to 500")
  public Uni<List<BackupView>> list(
      @Parameter(description = "Only this source's") @QueryParam("source") @DefaultValue("")
          String source,
      @QueryParam("limit") @DefaultValue("50") @Schema(implementation = Integer.class)
          String limit) {
    int most = BadInput.limit(limit);
    return transactions.run(session -> catalog.recent(session, source, most));
  }

  @GET
  @Path("/{source}/{kind}/{label}")
  @RolesAllowed("viewer")
  @Operation(summary = "One backup", description = "The three parts are its backup id.")
  @APIResponse(responseCode = "404", description = "No such backup is known")
  public Uni<BackupView> get(
      @PathParam("source") String source,
      @PathParam("kind") String kind,
      @PathParam("label") String label) {
    String id = source + "/" + kind + "/" + label;
    return transactions.run(
        session ->
            catalog
                .find(session, id)
                .map(
                    found ->
                        found.orElseThrow(
                            () -> BadInput.unknown("backup", id, "there is no such backup."))));
  }

  @POST
  @Path("/rebuild")
  @RolesAllowed("operator")
  @RunOnVirtualThread
  @Operation(
      summary = "Make the catalog anew from the repositories",
      description =
          "Reads every manifest and verification mark of every configured repository. For after the"
              + " service's database was lost; harmless at any time.")
  @APIResponse(responseCode = "503", description = "A repository cannot be read now")
  public CatalogRebuild.Summary rebuild() {
    return rebuild.run();
  }
}
