package io.salvaguarda.notifier.telling;

import io.salvaguarda.events.Severity;
import java.time.Instant;

/** What an open incident that was told needs next, if nothing happens before. */
public sealed interface Agenda {

  /** When. */
  Instant at();

  /** The team is told again. */
  record Remind(Instant at) implements Agenda {}

  /**
   * Others are told.
   *
   * @param step from 0
   */
  record Escalate(Instant at, int step) implements Agenda {}

  /** Escalations are for critical incidents that nobody takes care of; reminders for all. */
  static Agenda of(Standing standing, Pace pace) {
    Remind remind = new Remind(remindAt(standing, pace));
    if (standing.severity() != Severity.CRITICAL
        || standing.acknowledgedAt().isPresent()
        || standing.steps() >= pace.steps().size()) {
      return remind;
    }
    Instant escalateAt = standing.toldAt().plus(pace.steps().get(standing.steps()));
    return escalateAt.isAfter(remind.at()) ? remind : new Escalate(escalateAt, standing.steps());
  }

  private static Instant remindAt(Standing standing, Pace pace) {
    Instant usual = standing.lastToldAt().plus(pace.remindAfter());
    return standing
        .acknowledgedAt()
        .map(at -> at.plus(pace.acknowledgedFor()))
        .filter(quietUntil -> quietUntil.isAfter(usual))
        .orElse(usual);
  }
}
