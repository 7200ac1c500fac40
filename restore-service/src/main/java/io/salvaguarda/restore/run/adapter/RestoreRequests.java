package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobConflict;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.restore.point.adapter.RecoveryPointView;
import io.salvaguarda.restore.run.RestorePayload;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Asks for restore jobs: one active job per database that is to be made or replaced. Blocks. */
@ApplicationScoped
class RestoreRequests {

  private final Transactions transactions;
  private final JobStore jobs;
  private final PointChoice points;
  private final RestoreSettings settings;
  private final Json json;

  RestoreRequests(
      Transactions transactions,
      JobStore jobs,
      PointChoice points,
      RestoreSettings settings,
      Json json) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.points = points;
    this.settings = settings;
    this.json = json;
  }

  /**
   * @param idempotencyKey null when there is none; a known one gives its job again, however the
   *     backups look by now
   */
  RestoreAccepted ask(RestoreWish wish, String requestedBy, String idempotencyKey) {
    Optional<Job> asked =
        Optional.ofNullable(idempotencyKey)
            .map(key -> transactions.await(session -> jobs.findByIdempotencyKey(session, key)));
    if (asked.isPresent()) {
      return repeated(wish, asked.get());
    }
    RecoveryPointView point = points.of(wish);
    RestorePayload payload = payload(wish, point);
    JobRequest job = jobOf(wish.source(), payload, requestedBy, idempotencyKey);
    return switch (transactions.await(session -> jobs.enqueue(session, job))) {
      case Enqueued.Created created -> accepted(created.jobId(), payload, false);
      case Enqueued.Repeated racing ->
          repeated(wish, transactions.await(session -> jobs.find(session, racing.jobId())));
      case Enqueued.AlreadyActive active ->
          throw JobConflict.with(active.jobId(), "This database is being restored");
    };
  }

  private RestoreAccepted repeated(RestoreWish wish, Job job) {
    RestorePayload payload = json.read(job.payload(), RestorePayload.class);
    if (!job.kind().equals(RestoreJob.KIND) || !wish.isFor(job.sourceId(), payload)) {
      throw JobConflict.with(job.id(), "This Idempotency-Key was used for something else");
    }
    return accepted(job.id(), payload, true);
  }

  private static RestoreAccepted accepted(UUID job, RestorePayload payload, boolean repeated) {
    return new RestoreAccepted(job, payload.backupId(), payload.targetDatabase(), repeated);
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
        wish.request().jobs(),
        wish.swap());
  }

  private JobRequest jobOf(
      PostgresSource source, RestorePayload payload, String requestedBy, String idempotencyKey) {
    return new JobRequest(
        RestoreJob.KIND,
        payload.host() + ":" + payload.port() + "/" + payload.targetDatabase(),
        source.id(),
        payload,
        settings.attempts(),
        settings.deadline(),
        requestedBy,
        idempotencyKey);
  }
}
