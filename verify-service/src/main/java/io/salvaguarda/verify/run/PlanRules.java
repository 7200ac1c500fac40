package io.salvaguarda.verify.run;

import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.VerificationRules;
import io.salvaguarda.events.Level;
import io.salvaguarda.verify.proof.ProofRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Which plan's rules a backup is proven by. */
@ApplicationScoped
public class PlanRules {

  private final SuiteConfig config;
  private final VerificationSettings settings;

  PlanRules(SuiteConfig config, VerificationSettings settings) {
    this.config = config;
    this.settings = settings;
  }

  /**
   * The source's plan of today; for a source that is configured no more the plan that made the
   * backup, or else the default.
   */
  public Plan planOf(String sourceId, String madeByPlan) {
    PostgresSource source = config.sources().get(sourceId);
    if (source != null) {
      return config.planOf(source);
    }
    return config.plans().getOrDefault(madeByPlan, config.plans().get(Plan.DEFAULT_NAME));
  }

  ProofRules of(VerificationOrder order) {
    VerificationRules rules = planOf(order.sourceId(), order.plan()).verification();
    return new ProofRules(
        Level.valueOf(rules.level().name()),
        rules.checksums(),
        rules.assertions(),
        settings.assertionTimeout());
  }

  /** Of one attempt. */
  Duration limitOf(VerificationOrder order) {
    return planOf(order.sourceId(), order.plan()).deadline();
  }

  /** Of all attempts together, with the time in the queue. */
  Duration deadlineOf(String sourceId, String madeByPlan) {
    return planOf(sourceId, madeByPlan).deadline().multipliedBy(settings.attempts());
  }
}
