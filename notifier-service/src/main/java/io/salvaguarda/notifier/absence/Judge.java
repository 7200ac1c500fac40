package io.salvaguarda.notifier.absence;

import java.time.Duration;
import java.time.Instant;

/**
 * Says what is missing.
 *
 * @param grace how much later than it should something may come
 */
public record Judge(Hearing hearing, Duration grace) {

  /** How far the clocks of two machines may be apart. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /**
   * Something that recurs.
   *
   * @param possible whether the source had what it needs, such as a backup to verify, when it was
   *     due
   */
  public Judgement recurring(Expectation expected, Due due, boolean possible) {
    if (!expected.times().equals(due.times())) {
      return new Judgement.Moves(due.nextAfter(latest(hearing.upTo(), hearing.lookedAt())));
    }
    boolean answered =
        expected
            .answeredAt()
            .filter(at -> !at.isBefore(expected.dueAt().minus(CLOCKS_DIFFER)))
            .isPresent();
    if (answered) {
      return new Judgement.Moves(
          due.nextAfter(latest(expected.answeredAt().get(), expected.dueAt())));
    }
    Instant by = expected.dueAt().plus(due.allowance());
    if (hearing.isMissing(by, grace)) {
      Instant next = due.nextAfter(hearing.upTo());
      return possible ? new Judgement.Missing(by, next) : new Judgement.Moves(next);
    }
    return Judgement.STAYS;
  }

  /** Something that comes once, such as the end of work. */
  public Judgement once(Expectation expected, Duration allowance) {
    Instant by = expected.dueAt().plus(allowance);
    if (by.plus(grace).isBefore(hearing.bornAt())) {
      return new Judgement.Ends();
    }
    boolean waits = expected.answeredAt().isEmpty() && expected.toldAt().isEmpty();
    return waits && hearing.isMissing(by, grace)
        ? new Judgement.Missing(by, expected.dueAt())
        : Judgement.STAYS;
  }

  /** A log, which should be heard of all the time. */
  public Judgement silence(Expectation expected, Duration longest) {
    return expected.toldAt().isEmpty() && hearing.isMissing(expected.dueAt(), longest)
        ? new Judgement.Missing(expected.dueAt().plus(longest), expected.dueAt())
        : Judgement.STAYS;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
