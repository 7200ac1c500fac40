package io.salvaguarda.restore.drill.adapter;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobConflict;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.kit.rest.IdempotencyKey;
import io.salvaguarda.kit.rest.SourceField;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Proofs of windows, asked for by people. */
@Path("/recovery-window/proofs")
@Tag(name = "Recovery points")
public class ProofResource {

  /** The body. */
  record Wish(String source) {}

  /** The answer. */
  record Accepted(UUID jobId) {}

  private final Transactions transactions;
  private final ProofRequests requests;
  private final SuiteConfig config;
  private final SecurityIdentity caller;

  ProofResource(
      Transactions transactions,
      ProofRequests requests,
      SuiteConfig config,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.requests = requests;
    this.config = config;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Operation(
      summary = "Recover to a random instant of a source's window, and look what is there",
      description = "Answers at once; GET /jobs/{jobId} shows how it goes. Nothing of it stays.")
  @APIResponse(responseCode = "202", description = "It is or will be done")
  @APIResponse(responseCode = "400", description = "No such source")
  @APIResponse(responseCode = "409", description = "It is being done already (jobId)")
  public Uni<Response> ask(Wish wish, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
    if (wish == null) {
      throw BadInput.field("body", null, "a JSON object such as {\"source\": \"testdb\"}");
    }
    PostgresSource source = SourceField.of(config, wish.source());
    String by = caller.getPrincipal().getName();
    String key = IdempotencyKey.of(by, idempotencyKey);
    return transactions
        .run(session -> requests.ask(session, source, by, key))
        .map(ProofResource::answer);
  }

  private static Response answer(Enqueued enqueued) {
    if (enqueued instanceof Enqueued.AlreadyActive active) {
      throw JobConflict.with(active.jobId(), "This window is being proven");
    }
    return Response.accepted(new Accepted(enqueued.jobId()))
        .header(HttpHeaders.LOCATION, "/jobs/" + enqueued.jobId())
        .build();
  }
}
