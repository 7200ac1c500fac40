package io.salvaguarda.backup.keys.adapter;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.backup.repositories.JobAccepted;
import io.salvaguarda.backup.repositories.RepositoryRequests;
import io.salvaguarda.kit.rest.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Proving keys on demand. */
@Path("/repositories/{name}/key-proof")
@Tag(name = "Repositories")
public class KeyProofResource {

  private final RepositoryRequests requests;
  private final SecurityIdentity caller;

  KeyProofResource(RepositoryRequests requests, SecurityIdentity caller) {
    this.requests = requests;
    this.caller = caller;
  }

  @POST
  @RolesAllowed("operator")
  @Operation(
      summary = "Prove that the keys of a repository open it",
      description =
          "Opens it with each key that the service has, and reads a backup with it; then looks at"
              + " when every other recipient was last proven. Answers at once; the job's result"
              + " shows each recipient.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = JobAccepted.class)))
  @APIResponse(responseCode = "404", description = "No repository has that name")
  @APIResponse(
      responseCode = "409",
      description = "Its keys are being proven (jobId), or the key was used for something else")
  public Uni<Response> ask(
      @Parameter(description = "the repository's key in salvaguarda.yaml") @PathParam("name")
          String name,
      @Parameter(description = "The same key gives the same job again; 1 to 200 characters")
          @HeaderParam(IdempotencyKey.HEADER)
          String idempotencyKey) {
    String by = caller.getPrincipal().getName();
    return requests.ask(
        KeyProofWishes.of(requests.named(name).name(), by, IdempotencyKey.of(by, idempotencyKey)));
  }
}
