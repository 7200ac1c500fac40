package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Ends an attempt: the fenced update of the job, the service's own rows and the events, in one
 * transaction or not at all.
 */
@ApplicationScoped
class JobSettlement {

  private static final Logger LOG = Logger.getLogger(JobSettlement.class);

  private final Transactions transactions;
  private final JobLeases leases;
  private final JobHandlers handlers;
  private final JobSettings settings;
  private final Outbox outbox;
  private final Json json;

  JobSettlement(
      Transactions transactions,
      JobLeases leases,
      JobHandlers handlers,
      JobSettings settings,
      Outbox outbox,
      Json json) {
    this.transactions = transactions;
    this.leases = leases;
    this.handlers = handlers;
    this.settings = settings;
    this.outbox = outbox;
    this.json = json;
  }

  /**
   * Claims the next job and publishes that it started; null when there is none.
   *
   * @param background whether it may be one that nobody waits for
   */
  Job claim(boolean background) {
    return transactions.await(
        session ->
            leases
                .claim(session, handlers.background(), background)
                .call(
                    job ->
                        job == null
                            ? Uni.createFrom().voidItem()
                            : publish(session, handlers.of(job).onStart(job))));
  }

  void succeeded(Job job, Object progress, JobResult.Done done) {
    fenced(
        job,
        "SUCCEEDED",
        done.consequence(),
        session ->
            leases.end(
                session,
                job,
                JobState.SUCCEEDED,
                json.write(progress),
                json.write(done.result()),
                null));
  }

  void failed(Job job, Object progress, Failure failure) {
    boolean retry = failure.kind() != FailureKind.TERMINAL && job.attempt < job.maxAttempts;
    Consequence consequence = handlers.of(job).onFailure(job, failure, retry);
    String why = json.write(failure);
    fenced(
        job,
        retry ? "RETRY" : "FAILED",
        consequence,
        session ->
            retry
                ? leases.requeue(session, job, backoff(job), 0, why)
                : leases.end(session, job, JobState.FAILED, json.write(progress), null, why));
  }

  void cancelled(Job job) {
    Job latest = transactions.await(session -> session.find(Job.class, job.id));
    fenced(
        job,
        "CANCELLED",
        handlers.of(job).onCancel(job, latest.cancelBy),
        session -> leases.end(session, job, JobState.CANCELLED, null, null, null));
  }

  /** Gives the job back at shutdown; the attempt does not count. */
  void released(Job job) {
    fenced(
        job,
        "RELEASED",
        Consequence.NONE,
        session -> leases.requeue(session, job, Duration.ZERO, 1, null));
  }

  /** Settles one job that no worker will; false when there is none. */
  boolean sweepOne() {
    return transactions.await(
        session ->
            leases
                .lockDoomed(session)
                .chain(
                    jobs ->
                        jobs.isEmpty()
                            ? Uni.createFrom().item(false)
                            : sweep(session, jobs.getFirst()).replaceWith(true)));
  }

  private Uni<Void> sweep(Mutiny.Session session, Job job) {
    if (job.cancelBy != null) {
      return leases
          .endDoomed(session, job.id, job.attempt, JobState.CANCELLED, null)
          .chain(() -> publish(session, handlers.of(job).onCancel(job, job.cancelBy)));
    }
    if (job.state == JobState.QUEUED) {
      Failure late =
          failure(
              FailureKind.TERMINAL,
              ErrorClass.DEADLINE,
              "The job's deadline passed before an attempt could end well.",
              "Look at the earlier failure, mend it, and ask again.");
      return endDead(session, job, late);
    }
    LOG.warnf("event=job.lease_expired job=%s owner=%s attempt=%d", job.id, job.owner, job.attempt);
    Failure lost =
        failure(
            FailureKind.RETRYABLE,
            ErrorClass.WORKER_LOST,
            "The worker " + job.owner + " stopped answering in attempt " + job.attempt + ".",
            "Look at that service's log and memory.");
    if (job.attempt >= job.maxAttempts) {
      return endDead(session, job, lost);
    }
    return leases
        .requeueDoomed(session, job.id, job.attempt, backoff(job).dividedBy(4), json.write(lost))
        .chain(() -> publish(session, handlers.of(job).onFailure(job, lost, true)));
  }

  private Uni<Void> endDead(Mutiny.Session session, Job job, Failure failure) {
    return leases
        .endDoomed(session, job.id, job.attempt, JobState.FAILED, json.write(failure))
        .chain(() -> publish(session, handlers.of(job).onFailure(job, failure, false)));
  }

  private void fenced(
      Job job,
      String outcome,
      Consequence consequence,
      java.util.function.Function<Mutiny.Session, Uni<Boolean>> update) {
    boolean effective =
        transactions.await(
            session ->
                update
                    .apply(session)
                    .call(
                        mine ->
                            mine ? publish(session, consequence) : Uni.createFrom().voidItem()));
    if (effective) {
      LOG.infof(
          "event=job.settled job=%s kind=%s source=%s attempt=%d outcome=%s",
          job.id, job.kind, job.sourceId, job.attempt, outcome);
    } else {
      LOG.warnf(
          "event=job.fenced_off job=%s kind=%s attempt=%d outcome=%s",
          job.id, job.kind, job.attempt, outcome);
    }
  }

  private Uni<Void> publish(Mutiny.Session session, Consequence consequence) {
    return consequence
        .effect()
        .apply(session)
        .chain(() -> outbox.addAll(session, consequence.events()));
  }

  private Duration backoff(Job job) {
    return Backoff.after(job.attempt, settings.backoff());
  }

  static Failure failure(FailureKind kind, ErrorClass errorClass, String message, String next) {
    return new Failure(kind, errorClass, message, next, List.of());
  }
}
