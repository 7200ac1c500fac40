package io.salvaguarda.notifier.absence;

import io.salvaguarda.config.Plan;
import java.time.Duration;

/**
 * How long what is due may take.
 *
 * @param restore what restore-service allows restores, drills and proofs
 */
public record Allowances(Duration restore) {

  /** Regular verifications of many backups wait for one another. */
  private static final Duration DAY = Duration.ofDays(1);

  public Duration of(Awaited what, Plan plan) {
    return switch (what) {
      case BACKUP, BACKUP_END, VERIFICATION_END, PROOF_OF_NEW -> plan.deadline();
      case VERIFICATION -> plan.deadline().compareTo(DAY) > 0 ? plan.deadline() : DAY;
      case DRILL, WINDOW_PROOF, RESTORE_END -> restore;
      case WAL -> Duration.ZERO;
    };
  }
}
