package io.salvaguarda.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A time as a person types it. */
final class GivenTime {
  private GivenTime() {}

  /**
   * With an offset it is that instant; without, it is this machine's local time; without a date, it
   * is the latest such time that has been.
   *
   * @throws CliFailure USAGE for anything else
   */
  static Instant of(String text) {
    return of(text, Instant.now(), ZoneId.systemDefault());
  }

  /** The same, or the beginning of a day of this machine: {@code 2026-01-31}. */
  static Instant orDay(String text) {
    try {
      return LocalDate.parse(text.strip()).atStartOfDay(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      return of(text);
    }
  }

  static Instant of(String text, Instant now, ZoneId zone) {
    String iso = text.strip().replace(' ', 'T');
    return Stream.<Function<String, Instant>>of(
            given -> OffsetDateTime.parse(given).toInstant(),
            given -> LocalDateTime.parse(given).atZone(zone).toInstant(),
            given -> latest(LocalTime.parse(given), now, zone))
        .flatMap(reading -> tried(reading, iso).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new CliFailure(
                    ExitCode.USAGE,
                    "\""
                        + text
                        + "\" is no time: write 14:02, \"2026-01-31 14:02\" or"
                        + " 2026-01-31T14:02:00Z"));
  }

  private static Instant latest(LocalTime time, Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant at = today.atTime(time).atZone(zone).toInstant();
    return at.isAfter(now) ? today.minusDays(1).atTime(time).atZone(zone).toInstant() : at;
  }

  private static Optional<Instant> tried(Function<String, Instant> reading, String text) {
    try {
      return Optional.of(reading.apply(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
