package io.salvaguarda.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours of some days of the week, on the wall clock of a zone.
 *
 * @param from the first minute
 * @param to the minute in which they are over; not after {@code from}: on the next day
 * @param days on which they begin; at least one
 */
public record Hours(LocalTime from, LocalTime to, ZoneId zone, Set<DayOfWeek> days) {
  private static final int LONGEST_RUN = 8;

  public Hours {
    days = Set.copyOf(EnumSet.copyOf(days));
  }

  /** When they are over; empty when the instant is in none. Hours that touch are one run. */
  public Optional<Instant> endAt(Instant instant) {
    Optional<Instant> end = endOfOneAt(instant);
    Optional<Instant> last = end;
    for (int i = 0; i < LONGEST_RUN && end.isPresent(); i++) {
      last = end;
      end = endOfOneAt(end.get());
    }
    return last;
  }

  /** Whether the instant is in them. */
  public boolean contain(Instant instant) {
    return endOfOneAt(instant).isPresent();
  }

  private Optional<Instant> endOfOneAt(Instant instant) {
    LocalDate today = instant.atZone(zone).toLocalDate();
    return Stream.of(today, today.minusDays(1))
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> !at(day, from).isAfter(instant) && endOf(day).isAfter(instant))
        .map(this::endOf)
        .findFirst();
  }

  private Instant endOf(LocalDate day) {
    return at(to.isAfter(from) ? day : day.plusDays(1), to);
  }

  private Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(zone).toInstant();
  }
}
