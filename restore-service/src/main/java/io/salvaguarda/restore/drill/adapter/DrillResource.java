package io.salvaguarda.restore.drill.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobConflict;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.kit.rest.IdempotencyKey;
import io.salvaguarda.kit.rest.SourceField;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Drills: asked for, and what all of them came to. */
@Path("/drills")
@Tag(name = "Drills")
public class DrillResource {

  private final Transactions transactions;
  private final DrillRequests requests;
  private final DrillRows rows;
  private final SuiteConfig config;
  private final SecurityIdentity caller;

  DrillResource(
      Transactions transactions,
      DrillRequests requests,
      DrillRows rows,
      SuiteConfig config,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.requests = requests;
    this.rows = rows;
    this.config = config;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Operation(
      summary = "Restore a source as a whole into a place that is thrown away, and time it",
      description = "Takes the newest verified backup. Answers at once.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = DrillAccepted.class)))
  @APIResponse(responseCode = "400", description = "A field is not right; the problem names it")
  @APIResponse(
      responseCode = "409",
      description =
          "The source has no verified backup of that kind, or a drill is under way (jobId)")
  public Uni<Response> ask(
      DrillRequest request,
      @Parameter(description = "The same key gives the same job again; 1 to 200 characters")
          @HeaderParam(IdempotencyKey.HEADER)
          String idempotencyKey) {
    if (request == null) {
      throw BadInput.field("body", null, "a JSON object such as {\"source\": \"testdb\"}");
    }
    PostgresSource source = SourceField.of(config, request.source());
    BackupKind kind = kindOf(request, source);
    String by = caller.getPrincipal().getName();
    String key = IdempotencyKey.of(by, idempotencyKey);
    return transactions
        .run(
            session ->
                requests
                    .newest(session, source, kind)
                    .invoke(found -> found.orElseThrow(() -> nothingVerified(source, kind)))
                    .chain(() -> requests.ask(session, source, kind, by, key)))
        .map(enqueued -> answer(enqueued, kind));
  }

  private static BackupKind kindOf(DrillRequest request, PostgresSource source) {
    return switch (request.kind()) {
      case null -> Kinds.best(source);
      case "logical" -> BackupKind.LOGICAL;
      case "physical" -> BackupKind.PHYSICAL;
      default -> throw BadInput.field("kind", request.kind(), "\"logical\" or \"physical\"");
    };
  }

  private static HttpProblem nothingVerified(PostgresSource source, BackupKind kind) {
    return BadInput.conflict(
        "source", source.id(), "it has no verified %s backup.".formatted(Kinds.word(kind)));
  }

  private static Response answer(Enqueued enqueued, BackupKind kind) {
    if (enqueued instanceof Enqueued.AlreadyActive active) {
      throw JobConflict.with(active.jobId(), "A drill of this source is under way");
    }
    boolean repeated = enqueued instanceof Enqueued.Repeated;
    return Response.accepted(new DrillAccepted(enqueued.jobId(), kind, repeated))
        .header(HttpHeaders.LOCATION, "/jobs/" + enqueued.jobId())
        .build();
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(
      summary = "Drills, newest first",
      description = "What each took, what would have been lost, and why those failed that did.")
  @APIResponse(responseCode = "400", description = "The limit is not a number from 1 to 500")
  public Uni<List<DrillView>> list(
      @Parameter(description = "only of this source") @QueryParam("source") @DefaultValue("")
          String source,
      @QueryParam("limit") @DefaultValue("50") @Schema(implementation = Integer.class)
          String limit) {
    int most = BadInput.limit(limit);
    return transactions.run(session -> rows.recent(session, source, most));
  }
}
