package io.salvaguarda.backup.prune.adapter;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.backup.repositories.JobAccepted;
import io.salvaguarda.backup.repositories.RepositoryRequests;
import io.salvaguarda.kit.rest.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pruning on demand. */
@Path("/repositories/{name}/prune")
@Tag(name = "Repositories")
public class PruneResource {

  /** The body, which may be left out. */
  @Schema(name = "PruneRequest")
  record PruneRequest(
      @Schema(description = "only tell what would be done, in the job's result; false by default")
          boolean dryRun) {}

  private final RepositoryRequests requests;
  private final SecurityIdentity caller;

  PruneResource(RepositoryRequests requests, SecurityIdentity caller) {
    this.requests = requests;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Operation(
      summary = "Delete what no backup of a repository needs",
      description =
          "Marks what no backup needs, and deletes what has been marked for the whole grace of 7"
              + " days. Safe at any time, also to cancel: the next one goes on, half an hour later when"
              + " chunks were just being deleted. Answers at once; the job shows how it goes.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = JobAccepted.class)))
  @APIResponse(responseCode = "404", description = "No repository has that name")
  @APIResponse(
      responseCode = "409",
      description = "It is being pruned (jobId), or the key was used for something else")
  public Uni<Response> ask(
      @Parameter(description = "the repository's key in salvaguarda.yaml") @PathParam("name")
          String name,
      PruneRequest request,
      @Parameter(description = "The same key gives the same job again; 1 to 200 characters")
          @HeaderParam(IdempotencyKey.HEADER)
          String idempotencyKey) {
    String by = caller.getPrincipal().getName();
    return requests.ask(
        PruneWishes.of(
            requests.named(name).name(),
            request != null && request.dryRun(),
            by,
            IdempotencyKey.of(by, idempotencyKey)));
  }
}
