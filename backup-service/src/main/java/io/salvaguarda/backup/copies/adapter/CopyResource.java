package io.salvaguarda.backup.copies.adapter;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.backup.repositories.JobAccepted;
import io.salvaguarda.backup.repositories.RepositoryRequests;
import io.salvaguarda.kit.rest.BadInput;
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
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Copying on demand. */
@Path("/repositories/{name}/copies")
@Tag(name = "Repositories")
public class CopyResource {

  /** The body. */
  @Schema(name = "CopyRequest")
  record CopyRequest(
      @Schema(
              description = "one of the repository's copies; may be left out when it has but one",
              examples = "disk2")
          String to) {}

  private final RepositoryRequests requests;
  private final SecurityIdentity caller;

  CopyResource(RepositoryRequests requests, SecurityIdentity caller) {
    this.requests = requests;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Operation(
      summary = "Bring a copy of a repository up to date now",
      description =
          "Copies the backups that the copy does not have, each chunk proven on arrival. Answers at"
              + " once; the job shows how it goes.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = JobAccepted.class)))
  @APIResponse(responseCode = "400", description = "The repository has no such copy")
  @APIResponse(responseCode = "404", description = "No repository has that name, or it has no copy")
  @APIResponse(
      responseCode = "409",
      description = "It is being copied (jobId), or the key was used for something else")
  public Uni<Response> ask(
      @Parameter(description = "the repository's key in salvaguarda.yaml") @PathParam("name")
          String name,
      CopyRequest request,
      @Parameter(description = "The same key gives the same job again; 1 to 200 characters")
          @HeaderParam(IdempotencyKey.HEADER)
          String idempotencyKey) {
    String by = caller.getPrincipal().getName();
    CopyPair pair = pair(name, request == null ? null : request.to());
    return requests.ask(pair.wish(by, IdempotencyKey.of(by, idempotencyKey)));
  }

  private CopyPair pair(String name, String to) {
    List<CopyPair> pairs = CopyPair.of(requests.named(name));
    if (pairs.isEmpty()) {
      throw BadInput.unknown(
          "name",
          name,
          "this repository has no copies; add copies: { to: [another-repository] } to it in"
              + " salvaguarda.yaml.");
    }
    if (to == null && pairs.size() == 1) {
      return pairs.getFirst();
    }
    return pairs.stream()
        .filter(pair -> pair.to().equals(to))
        .findFirst()
        .orElseThrow(
            () ->
                BadInput.field(
                    "to",
                    to,
                    "one of the repository's copies: "
                        + pairs.stream().map(CopyPair::to).collect(Collectors.joining(", "))));
  }
}
