package io.salvaguarda.verify.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.kit.jobs.Consequence;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.kit.jobs.JobHandler;
import io.salvaguarda.kit.jobs.JobResult;
import io.salvaguarda.verify.proof.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Runs verifications: one attempt proves, concludes and says what came of it. */
@ApplicationScoped
class VerificationHandler implements JobHandler<VerificationOrder> {

  static final String KIND = "verification";

  private static final Logger LOG = Logger.getLogger(VerificationHandler.class);

  private final Prover prover;
  private final Conclusions conclusions;
  private final PlanRules plans;

  /** How far inconclusive attempts of this process came, from their end to their settlement. */
  private final Map<UUID, Level> reached = new ConcurrentHashMap<>();

  VerificationHandler(Prover prover, Conclusions conclusions, PlanRules plans) {
    this.prover = prover;
    this.conclusions = conclusions;
    this.plans = plans;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<VerificationOrder> payloadType() {
    return VerificationOrder.class;
  }

  @Override
  public JobResult run(JobContext<VerificationOrder> context) throws InterruptedException {
    VerificationOrder order = context.payload();
    try (Attempt attempt = Attempt.start(context, plans.limitOf(order))) {
      return conclude(context.job(), order, attempt);
    }
  }

  private JobResult conclude(Job job, VerificationOrder order, Attempt attempt)
      throws InterruptedException {
    Verdict verdict = verdict(order, attempt);
    LOG.infof(
        "event=verification.verdict verification=%s backup=%s attempt=%d verdict=%s millis=%d",
        job.id(),
        order.backupId(),
        job.attempt(),
        verdict.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT),
        attempt.elapsed().toMillis());
    return switch (conclusions.of(job, order, verdict, attempt.elapsed())) {
      case Conclusions.Concluded concluded ->
          new JobResult.Done(concluded.result(), concluded.consequence());
      case Conclusions.Open open -> {
        open.reached().ifPresent(level -> reached.put(job.id(), level));
        yield new JobResult.Failed(open.failure());
      }
    };
  }

  private Verdict verdict(VerificationOrder order, Attempt attempt) {
    try {
      Verdict verdict = prover.prove(order, plans.of(order), attempt);
      attempt.throwIfStopped();
      return verdict;
    } catch (RuntimeException e) {
      if (attempt.expired()) {
        return tooSlow(order);
      }
      throw e;
    }
  }

  private Verdict tooSlow(VerificationOrder order) {
    return new Verdict.Inconclusive(
        Optional.empty(),
        new Failure(
            FailureKind.INCONCLUSIVE,
            ErrorClass.DEADLINE,
            "The attempt took longer than " + plans.limitOf(order) + " and was stopped.",
            "Look for what slowed it down, or raise the plan's deadline.",
            java.util.List.of()));
  }

  @Override
  public Consequence onStart(Job job, VerificationOrder order) {
    return conclusions.started(job, order);
  }

  @Override
  public Consequence onFailure(
      Job job, VerificationOrder order, Failure failure, boolean willRetry) {
    Optional<Level> level = Optional.ofNullable(reached.remove(job.id()));
    return conclusions.inconclusive(job, order, level, failure, willRetry);
  }

  @Override
  public Consequence onCancel(Job job, VerificationOrder order, String cancelledBy) {
    reached.remove(job.id());
    return conclusions.cancelled(job, order, cancelledBy);
  }
}
