package io.salvaguarda.restore.run.adapter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobConflict;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.restore.run.physical.PhysicalPayload;
import io.salvaguarda.restore.window.Planned;
import io.salvaguarda.restore.window.RecoveryPlan;
import io.salvaguarda.restore.window.adapter.ArchivedTransactions;
import io.salvaguarda.restore.window.adapter.RecoveryWindowView;
import io.salvaguarda.restore.window.adapter.RecoveryWindows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response.Status;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;

/** Plans physical restores and asks for their jobs: one active job for a directory. Blocks. */
@ApplicationScoped
class PhysicalRequests {

  private final Transactions transactions;
  private final JobStore jobs;
  private final RecoveryWindows windows;
  private final ArchivedTransactions archived;
  private final RestoreSettings settings;
  private final RestorePace pace;
  private final Json json;

  PhysicalRequests(
      Transactions transactions,
      JobStore jobs,
      RecoveryWindows windows,
      ArchivedTransactions archived,
      RestoreSettings settings,
      RestorePace pace,
      Json json) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.windows = windows;
    this.archived = archived;
    this.settings = settings;
    this.pace = pace;
    this.json = json;
  }

  /** What would be done, and what it would cost. */
  PlanView preview(PhysicalWish wish) {
    wish.requireFolders(settings.directoriesOrNone());
    RecoveryPlan plan = plan(wish);
    return PlanView.of(plan, pace.secondsFor(wish.source().id(), plan));
  }

  /**
   * @param idempotencyKey null when there is none; a known one gives its job again
   */
  PhysicalAccepted ask(PhysicalWish wish, String requestedBy, String idempotencyKey) {
    Optional<Job> asked =
        Optional.ofNullable(idempotencyKey)
            .map(key -> transactions.await(session -> jobs.findByIdempotencyKey(session, key)));
    if (asked.isPresent()) {
      return repeated(wish, asked.get());
    }
    wish.requireFolders(settings.directoriesOrNone());
    PhysicalPayload payload = PhysicalPayload.of(plan(wish), wish.target(), placeOf(wish));
    JobRequest job =
        new JobRequest(
            PhysicalJob.KIND,
            payload.host() + ":" + payload.targetDirectory(),
            wish.source().id(),
            payload,
            settings.attempts(),
            settings.deadline(),
            requestedBy,
            idempotencyKey);
    return switch (transactions.await(session -> jobs.enqueue(session, job))) {
      case Enqueued.Created created -> accepted(created.jobId(), payload, false);
      case Enqueued.Repeated racing ->
          repeated(wish, transactions.await(session -> jobs.find(session, racing.jobId())));
      case Enqueued.AlreadyActive active ->
          throw JobConflict.with(active.jobId(), "A cluster is being restored into this directory");
    };
  }

  private RecoveryPlan plan(PhysicalWish wish) {
    Planned planned = windows.of(wish.source()).plan(wish.recovery());
    if (planned instanceof Planned.Possible possible && possible.plan().needsTransactionBehind()) {
      planned = possible.plan().knowing(archived.lastOf(wish.source(), possible.plan().reach()));
    }
    return switch (planned) {
      case Planned.Possible possible -> possible.plan();
      case Planned.Refused refused -> throw outside(refused);
    };
  }

  private static HttpProblem outside(Planned.Refused refused) {
    return HttpProblem.builder()
        .withStatus(Status.CONFLICT)
        .withTitle(Status.CONFLICT.getReasonPhrase())
        .withDetail(refused.text())
        .with("field", "target")
        .with("window", RecoveryWindowView.rangesOf(refused.window()))
        .build();
  }

  private static PhysicalPayload.Place placeOf(PhysicalWish wish) {
    return new PhysicalPayload.Place(
        wish.source().repository(),
        wish.source().team(),
        ownHost(),
        wish.source().database(),
        wish.request().targetDirectory(),
        wish.request().port(),
        wish.replica());
  }

  private static String ownHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private PhysicalAccepted repeated(PhysicalWish wish, Job job) {
    if (!job.kind().equals(PhysicalJob.KIND)) {
      throw JobConflict.with(job.id(), "This Idempotency-Key was used for something else");
    }
    PhysicalPayload payload = json.read(job.payload(), PhysicalPayload.class);
    if (!wish.isFor(job.sourceId(), payload)) {
      throw JobConflict.with(job.id(), "This Idempotency-Key was used for something else");
    }
    return accepted(job.id(), payload, true);
  }

  private static PhysicalAccepted accepted(UUID job, PhysicalPayload payload, boolean repeated) {
    return new PhysicalAccepted(
        job, payload.backupId(), payload.targetDirectory(), payload.dataLoss(), repeated);
  }
}
