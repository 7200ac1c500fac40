package io.salvaguarda.backup.run.adapter;

import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobConflict;
import io.salvaguarda.kit.jobs.JobStore;
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
import java.util.List;
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

  private static final List<BackupKind> KINDS = List.of(BackupKind.LOGICAL, BackupKind.PHYSICAL);

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
      description =
          "Answers at once; the job shows how it goes. One backup of a source and kind at a time.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = BackupAccepted.class)))
  @APIResponse(
      responseCode = "400",
      description = "The body names no source, or a kind that it cannot have")
  @APIResponse(
      responseCode = "409",
      description = "The source is being backed up (jobId), or the key was used for something else")
  public Uni<Response> ask(
      BackupRequest request,
      @Parameter(description = "The same key gives the same job again; 1 to 200 characters")
          @HeaderParam(IdempotencyKey.HEADER)
          String idempotencyKey) {
    PostgresSource source = sourceOf(request);
    BackupKind kind = kindOf(request, source);
    String by = caller.getPrincipal().getName();
    String key = IdempotencyKey.of(by, idempotencyKey);
    return transactions.run(
        session ->
            requests
                .ask(session, source, kind, BackupTrigger.REQUEST, by, key)
                .chain(enqueued -> answer(session, source, kind, enqueued)));
  }

  private PostgresSource sourceOf(BackupRequest request) {
    if (request == null) {
      throw BadInput.field("body", null, "a JSON object such as {\"source\": \"testdb\"}");
    }
    return SourceField.of(config, request.source());
  }

  private static BackupKind kindOf(BackupRequest request, PostgresSource source) {
    if (request.kind() == null) {
      return BackupKind.LOGICAL;
    }
    return KINDS.stream()
        .filter(kind -> kind.name().equalsIgnoreCase(request.kind()))
        .filter(kind -> BackupRequests.canHave(source, kind))
        .findFirst()
        .orElseThrow(() -> BadInput.field("kind", request.kind(), possibleKinds(source)));
  }

  private static String possibleKinds(PostgresSource source) {
    return BackupRequests.canHave(source, BackupKind.PHYSICAL)
        ? "\"logical\" or \"physical\""
        : "\"logical\": source " + source.id() + " has no replicationUser in salvaguarda.yaml";
  }

  private Uni<Response> answer(
      Mutiny.Session session, PostgresSource source, BackupKind kind, Enqueued enqueued) {
    return switch (enqueued) {
      case Enqueued.Created created -> Uni.createFrom().item(accepted(created, false));
      case Enqueued.Repeated repeated ->
          jobs.find(session, repeated.jobId())
              .map(
                  job -> {
                    if (!job.exclusiveKey()
                        .equals(BackupRequests.exclusiveKey(source.id(), kind))) {
                      throw JobConflict.with(
                          repeated.jobId(),
                          "This Idempotency-Key was used for " + job.exclusiveKey());
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
