package io.salvaguarda.config;

import com.cronutils.model.time.ExecutionTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * A five-field cron expression: minute, hour, day of month, month, day of week. As in cron, a
 * restricted day of month and a restricted day of week are alternatives.
 */
public final class CronSchedule {
  private final String expression;
  private final ExecutionTime times;

  private CronSchedule(String expression, ExecutionTime times) {
    this.expression = expression;
    this.times = times;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it is none, or names a day that never comes
   */
  public static CronSchedule of(String expression) {
    try {
      return parse(expression);
    } catch (Refused e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static CronSchedule parse(String expression) throws Refused {
    return new CronSchedule(expression, CronExpressions.parse(expression));
  }

  /** The expression as written. */
  public String expression() {
    return expression;
  }

  /**
   * The first due time after the given instant. Schedules follow the wall clock of the zone: local
   * times that a change to summer time skips are due once, right after the gap; local times that a
   * change back repeats are due once, the first time.
   */
  public Instant nextAfter(Instant after, ZoneId zone) {
    LocalDateTime local = after.atZone(zone).toLocalDateTime();
    Instant due;
    do {
      local = nextLocal(local);
      due = instantOf(local, zone);
    } while (!due.isAfter(after));
    return due;
  }

  /** Local times are counted on a calendar without gaps: UTC's. */
  private LocalDateTime nextLocal(LocalDateTime local) {
    return times
        .nextExecution(local.atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime)
        .orElseThrow(() -> new IllegalStateException(expression + " is never due after " + local));
  }

  private static Instant instantOf(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      ZoneOffsetTransition gap = zone.getRules().getTransition(local);
      return gap.getInstant();
    }
    return local.toInstant(offsets.getFirst());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronSchedule that && expression.equals(that.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  @Override
  public String toString() {
    return expression;
  }
}
