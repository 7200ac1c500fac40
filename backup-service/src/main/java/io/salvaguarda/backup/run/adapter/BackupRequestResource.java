package io.salvaguarda.backup.run.adapter;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobConflict;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.kit.rest.IdempotencyKey;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;

/** Backups on demand. */
@Path("/backups")
@Tag(name = "Backups")
public class BackupRequestResource {

  private final Transactions transactions;
  private final BackupRequests requests;
  private final JobStore jobs;
  private final SuiteConfig config;
  private final SecurityIdentity caller;

  BackupRequestResource(
      Transactions transactions,
      BackupRequests requests,
      JobStore jobs,
      SuiteConfig config,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.requests = requests;
    this.jobs = jobs;
    this.config = config;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Operation(
      summary = "Back a source up now",
      description = "Answers at once; the job shows how it goes. One backup of a source at a time.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = BackupAccepted.class)))
  @APIResponse(responseCode = "400", description = "The body names no source, or an unknown kind")
  @APIResponse(
      responseCode = "409",
      description = "The source is being backed up (jobId), or the key was used for another source")
  public Uni<Response> ask(
      BackupRequest request,
      @Parameter(description = "The same key gives the same job again; 1 to 200 characters")
          @HeaderParam(IdempotencyKey.HEADER)
          String idempotencyKey) {
    PostgresSource source = sourceOf(request);
    String by = caller.getPrincipal().getName();
    String key = IdempotencyKey.of(by, idempotencyKey);
    return transactions.run(
        session ->
            requests
                .ask(session, source, BackupTrigger.REQUEST, by, key)
                .chain(enqueued -> answer(session, source, enqueued)));
  }

  private PostgresSource sourceOf(BackupRequest request) {
    if (request == null) {
      throw BadInput.field("body", null, "a JSON object such as {\"source\": \"testdb\"}");
    }
    if (request.kind() != null && !request.kind().equalsIgnoreCase("logical")) {
      throw BadInput.field("kind", request.kind(), "\"logical\"");
    }
    return Optional.ofNullable(request.source())
        .map(config.sources()::get)
        .orElseThrow(
            () ->
                BadInput.field(
                    "source",
                    request.source(),
                    "one of the sources in salvaguarda.yaml: "
                        + String.join(", ", config.sources().keySet())));
  }

  private Uni<Response> answer(Mutiny.Session session, PostgresSource source, Enqueued enqueued) {
    return switch (enqueued) {
      case Enqueued.Created created -> Uni.createFrom().item(accepted(created, false));
      case Enqueued.Repeated repeated ->
          jobs.find(session, repeated.jobId())
              .map(
                  job -> {
                    if (!job.sourceId().equals(source.id())) {
                      throw JobConflict.with(
                          repeated.jobId(),
                          "This Idempotency-Key was used for source " + job.sourceId());
                    }
                    return accepted(repeated, true);
                  });
      case Enqueued.AlreadyActive active ->
          throw JobConflict.with(active.jobId(), "Source " + source.id() + " is being backed up");
    };
  }

  private static Response accepted(Enqueued job, boolean repeated) {
    return Response.accepted(new BackupAccepted(job.jobId(), repeated))
        .header(HttpHeaders.LOCATION, "/jobs/" + job.jobId())
        .build();
  }
}
