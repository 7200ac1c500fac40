package io.salvaguarda.verify.run;

import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.verify.catalog.KnownBackup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where verifications are asked for: one at a time for each backup. */
@ApplicationScoped
public class VerificationQueue {

  private final JobStore jobs;
  private final Verifications verifications;
  private final PlanRules plans;
  private final VerificationSettings settings;

  VerificationQueue(
      JobStore jobs, Verifications verifications, PlanRules plans, VerificationSettings settings) {
    this.jobs = jobs;
    this.verifications = verifications;
    this.plans = plans;
    this.settings = settings;
  }

  /**
   * Who asks for a verification, and why.
   *
   * @param by for people
   * @param idempotencyKey null when the caller has none
   * @param atLeast how long the verification may wait in the queue
   */
  public record Asker(
      VerificationTrigger trigger, String by, String idempotencyKey, Duration atLeast) {}

  /** In the caller's transaction; an active verification of the same backup is found instead. */
  public Uni<Enqueued> ask(Mutiny.Session session, KnownBackup backup, Asker asker) {
    return ask(
        session,
        new VerificationOrder(
            backup.backupId(),
            backup.sourceId(),
            backup.kind(),
            backup.plan(),
            backup.team(),
            backup.repository(),
            asker.trigger(),
            backup.completedAt()),
        asker);
  }

  Uni<Enqueued> ask(Mutiny.Session session, VerificationOrder order, Asker asker) {
    Duration deadline = plans.deadlineOf(order.sourceId(), order.plan());
    JobRequest request =
        new JobRequest(
            VerificationHandler.KIND,
            order.backupId(),
            order.sourceId(),
            order,
            settings.attempts(),
            deadline.compareTo(asker.atLeast()) < 0 ? asker.atLeast() : deadline,
            asker.by(),
            asker.idempotencyKey());
    return jobs.enqueue(session, request)
        .call(
            enqueued ->
                enqueued instanceof Enqueued.Created created
                    ? verifications.queued(session, created.jobId(), order)
                    : Uni.createFrom().voidItem());
  }
}
