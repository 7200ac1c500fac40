package io.salvaguarda.notifier.report;

import io.salvaguarda.notifier.notice.ReportKind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** From an instant, inclusive, to another. */
public record Period(Instant from, Instant to) {

  private static final int WEEKS = 13;
  private static final int MONTHS = 12;

  /** What a report tells of: a week or a month of the wall clock. */
  public static Period of(ReportKind kind, Instant to, ZoneId zone) {
    return trend(kind, to, zone).getLast();
  }

  /** What its plots compare: a quarter of weeks or a year of months, the oldest first. */
  public static List<Period> trend(ReportKind kind, Instant to, ZoneId zone) {
    ZonedDateTime end = to.atZone(zone);
    return switch (kind) {
      case VERIFICATION -> back(end, ChronoUnit.WEEKS, WEEKS);
      case DRILLS -> back(end, ChronoUnit.MONTHS, MONTHS);
    };
  }

  public boolean holds(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  private static List<Period> back(ZonedDateTime end, ChronoUnit unit, int count) {
    return IntStream.iterate(count, left -> left > 0, left -> left - 1)
        .mapToObj(
            left ->
                new Period(
                    end.minus(left, unit).toInstant(), end.minus(left - 1, unit).toInstant()))
        .toList();
  }
}
