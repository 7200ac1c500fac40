package io.salvaguarda.config;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Times at which trouble of some sources is expected, and not told before they are over.
 *
 * @param name in explanations
 * @param sources empty: any
 * @param kinds causes of incidents; empty: any
 * @param schedule when it begins
 * @param lasts at most a week
 */
public record Maintenance(
    String name,
    List<Glob> sources,
    Set<String> kinds,
    CronSchedule schedule,
    ZoneId zone,
    Duration lasts) {
  public Maintenance {
    sources = List.copyOf(sources);
    kinds = Set.copyOf(kinds);
  }

  /** When the window that the instant is in is over; empty when it is in none. */
  public Optional<Instant> endAt(Instant instant) {
    Instant begin = schedule.nextAfter(instant.minus(lasts), zone);
    if (begin.isAfter(instant)) {
      return Optional.empty();
    }
    Instant next = schedule.nextAfter(begin, zone);
    while (!next.isAfter(instant)) {
      begin = next;
      next = schedule.nextAfter(begin, zone);
    }
    return Optional.of(begin.plus(lasts));
  }
}
