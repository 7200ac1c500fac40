package io.salvaguarda.restore.run.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.salvaguarda.access.Failures;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.kit.jobs.JobView;
import io.salvaguarda.kit.rest.BadInput;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.restore.point.ProofStatus;
import io.salvaguarda.restore.point.adapter.RecoveryPointView;
import io.salvaguarda.restore.point.adapter.RecoveryPoints;
import io.salvaguarda.restore.run.RestorePayload;
import io.salvaguarda.restore.run.Selection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Restores: asked for and looked at. */
@Path("/restores")
@Tag(name = "Restores")
public class RestoreResource {

  private final Transactions transactions;
  private final RecoveryPoints points;
  private final Repositories repositories;
  private final JobStore jobs;
  private final SuiteConfig config;
  private final RestoreSettings settings;
  private final SecurityIdentity caller;

  RestoreResource(
      Transactions transactions,
      RecoveryPoints points,
      Repositories repositories,
      JobStore jobs,
      SuiteConfig config,
      RestoreSettings settings,
      SecurityIdentity caller) {
    this.transactions = transactions;
    this.points = points;
    this.repositories = repositories;
    this.jobs = jobs;
    this.config = config;
    this.settings = settings;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @RunOnVirtualThread
  @Operation(
      summary = "Restore a backup into a new database",
      description =
          "Answers at once; the job shows how it goes. Replacing the database in use needs an admin"
              + " and the exact words.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = RestoreAccepted.class)))
  @APIResponse(responseCode = "400", description = "A field is not right; the problem names it")
  @APIResponse(responseCode = "403", description = "A swap is not the caller's to ask for")
  @APIResponse(responseCode = "404", description = "No such backup, or no verified one")
  @APIResponse(
      responseCode = "409",
      description = "The backup is quarantined or not verified, or the target is busy (jobId)")
  public Response ask(RestoreRequest request) {
    RestoreWish wish = RestoreWish.of(request, config, caller);
    RecoveryPointView point = pointOf(wish);
    if (wish.partial()) {
      requireKnown(wish, point);
    }
    RestorePayload payload = payload(wish, point);
    JobRequest job = jobOf(wish.source(), payload);
    return switch (transactions.await(session -> jobs.enqueue(session, job))) {
      case Enqueued.AlreadyActive active ->
          throw conflict("This database is being restored by job " + active.jobId() + ".", active);
      case Enqueued.Created created -> accepted(created, payload);
      case Enqueued.Repeated repeated -> accepted(repeated, payload);
    };
  }

  private RecoveryPointView pointOf(RestoreWish wish) {
    String source = wish.source().id();
    if (wish.latest()) {
      return transactions
          .await(session -> points.newestVerified(session, source, ""))
          .orElseThrow(
              () ->
                  BadInput.unknown(
                      "source",
                      source,
                      "it has no verified backup. Name one and set allowUnverified, or verify one."));
    }
    String id = wish.request().backupId();
    RecoveryPointView point =
        transactions
            .await(session -> points.find(session, id))
            .filter(found -> found.sourceId().equals(source))
            .orElseThrow(() -> BadInput.unknown("backupId", id, "the source has no such backup."));
    if (point.status() == ProofStatus.QUARANTINED) {
      throw conflict("Backup " + id + " is quarantined: a verification has proven it bad.", null);
    }
    if (point.status() != ProofStatus.VERIFIED
        && !Boolean.TRUE.equals(wish.request().allowUnverified())) {
      throw conflict(
          "Backup " + id + " is " + point.status() + "; set allowUnverified to take it anyway.",
          null);
    }
    return point;
  }

  private void requireKnown(RestoreWish wish, RecoveryPointView point) {
    Facts facts;
    try {
      BackupId id = BackupId.parse(point.backupId());
      facts =
          Facts.fromJson(repositories.existing(point.repository()).manifest(id).facts().facts());
    } catch (IOException e) {
      throw Failures.of(e, point.repository())
          .map(f -> HttpProblem.valueOf(Status.SERVICE_UNAVAILABLE, f.message()))
          .orElseThrow(() -> new UncheckedIOException(e));
    }
    Selection selection =
        new Selection(facts, wish.request().tablesOrNone(), wish.request().schemasOrNone());
    selection
        .unknownTable()
        .ifPresent(
            name -> {
              throw BadInput.field("tables", name, "schema.table as the backup holds it");
            });
    selection
        .unknownSchema()
        .ifPresent(
            name -> {
              throw BadInput.field("schemas", name, "a schema that the backup holds");
            });
  }

  private static RestorePayload payload(RestoreWish wish, RecoveryPointView point) {
    PostgresSource source = wish.source();
    return new RestorePayload(
        point.backupId(),
        point.kind(),
        point.repository(),
        point.snapshotAt(),
        source.team(),
        source.host(),
        source.port(),
        wish.target(),
        wish.request().schemasOrNone(),
        wish.request().tablesOrNone(),
        wish.swap() ? source.database() : null);
  }

  private JobRequest jobOf(PostgresSource source, RestorePayload payload) {
    String database = payload.swapInto() == null ? payload.targetDatabase() : payload.swapInto();
    return new JobRequest(
        RestoreJob.KIND,
        payload.host() + ":" + payload.port() + "/" + database,
        source.id(),
        payload,
        settings.attempts(),
        settings.deadline(),
        caller.getPrincipal().getName(),
        null);
  }

  private static Response accepted(Enqueued job, RestorePayload payload) {
    return Response.accepted(
            new RestoreAccepted(job.jobId(), payload.backupId(), payload.targetDatabase()))
        .header(HttpHeaders.LOCATION, "/restores/" + job.jobId())
        .build();
  }

  private static HttpProblem conflict(String detail, Enqueued job) {
    HttpProblem.Builder problem =
        HttpProblem.builder()
            .withStatus(Status.CONFLICT)
            .withTitle(Status.CONFLICT.getReasonPhrase())
            .withDetail(detail);
    if (job != null) {
      return problem.with("jobId", job.jobId().toString()).build();
    }
    return problem.with("field", "backupId").build();
  }

  @GET
  @RolesAllowed("viewer")
  @Operation(summary = "Restores, newest first")
  @APIResponse(responseCode = "400", description = "The limit is not a number from 1 to 500")
  public Uni<List<JobView>> list(
      @QueryParam("limit") @DefaultValue("50") @Schema(implementation = Integer.class)
          String limit) {
    int most = BadInput.limit(limit);
    return transactions.run(
        session ->
            jobs.recent(session, RestoreJob.KIND, most)
                .map(found -> found.stream().map(jobs::view).toList()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("viewer")
  @Operation(summary = "One restore, how far it is and what came of it")
  @APIResponse(responseCode = "404", description = "No such restore")
  public Uni<JobView> get(@PathParam("id") String text) {
    UUID id = BadInput.uuid("id", text);
    return transactions.run(
        session ->
            jobs.find(session, id)
                .map(
                    job -> {
                      if (job == null || !job.kind().equals(RestoreJob.KIND)) {
                        throw BadInput.unknown("restore", text, "there is no such restore.");
                      }
                      return jobs.view(job);
                    }));
  }
}
