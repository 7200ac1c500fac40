package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.access.OwnThread;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.restore.drill.ProofOrder;
import io.salvaguarda.restore.drill.ProofResult;
import io.salvaguarda.restore.drill.StepClock;
import io.salvaguarda.restore.drill.WindowProof;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.adapter.JobSupervision;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs an attempt to prove a window; each looks at another instant. */
@ApplicationScoped
class ProofRunner {

  private final SuiteConfig config;
  private final WindowClaims claims;
  private final ScratchPlaces places;

  ProofRunner(SuiteConfig config, WindowClaims claims, ScratchPlaces places) {
    this.config = config;
    this.claims = claims;
    this.places = places;
  }

  RestoreOutcome<ProofResult> run(JobContext<ProofOrder> context) throws Exception {
    ProofOrder order = context.payload();
    PostgresSource source = config.sources().get(context.job().sourceId());
    if (source == null || !source.repository().equals(order.repository())) {
      return failed(
          ErrorClass.CONFIGURATION,
          "Source " + context.job().sourceId() + " is no longer in salvaguarda.yaml as it was.",
          "Ask for the proof again.");
    }
    StepClock clock = new StepClock(new JobSupervision(context));
    return OwnThread.call(
        "window-proof-" + context.jobId(), clock, () -> run(context.jobId(), order, source, clock));
  }

  private RestoreOutcome<ProofResult> run(
      UUID id, ProofOrder order, PostgresSource source, StepClock clock) throws IOException {
    RestoreOutcome<Optional<WindowProof.Claim>> found =
        RestoreOutcome.of(claims.nothingYet(order), () -> claims.of(source));
    return found.then(
        claim ->
            claim.isEmpty()
                ? failed(
                    ErrorClass.TARGET_UNREACHABLE,
                    "No instant of "
                        + source.id()
                        + " can be recovered: there is no verified physical backup.",
                    "Take one, and see why it is not verified.")
                : places.during(
                    id,
                    source,
                    claim.get().plan(),
                    place -> new WindowProof(id, order, claim.get(), place, clock).run()));
  }

  private static RestoreOutcome<ProofResult> failed(
      ErrorClass errorClass, String message, String nextStep) {
    return new RestoreOutcome.Failed<>(
        new Failure(FailureKind.TERMINAL, errorClass, message, nextStep, List.of()));
  }
}
