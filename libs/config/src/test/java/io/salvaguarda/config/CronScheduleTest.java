package io.salvaguarda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** New York skips 02:00–03:00 on 9 March 2025 and repeats 01:00–02:00 on 2 November 2025. */
class CronScheduleTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

  @Test
  void aDailyScheduleFollowsTheWallClock() {
    assertThat(dueTimes("0 8 * * *", "2025-03-08T00:00:00-05:00", NEW_YORK, 3))
        .containsExactly(
            "2025-03-08T08:00-05:00", "2025-03-09T08:00-04:00", "2025-03-10T08:00-04:00");
  }

  @Test
  void aSkippedTimeIsDueOnceRightAfterTheGap() {
    assertThat(dueTimes("30 2 * * *", "2025-03-08T12:00:00-05:00", NEW_YORK, 2))
        .containsExactly("2025-03-09T03:00-04:00", "2025-03-10T02:30-04:00");
  }

  @Test
  void aSkippedTimeIsDueOnceInLisbonToo() {
    assertThat(dueTimes("30 1 * * *", "2025-03-29T12:00:00Z", LISBON, 2))
        .containsExactly("2025-03-30T02:00+01:00", "2025-03-31T01:30+01:00");
  }

  @Test
  void manySkippedTimesAreDueOnceTogether() {
    assertThat(dueTimes("*/20 * * * *", "2025-03-09T01:30:00-05:00", NEW_YORK, 4))
        .containsExactly(
            "2025-03-09T01:40-05:00",
            "2025-03-09T03:00-04:00",
            "2025-03-09T03:20-04:00",
            "2025-03-09T03:40-04:00");
  }

  @Test
  void aRepeatedTimeIsDueOnceTheFirstTime() {
    assertThat(dueTimes("30 1 * * *", "2025-11-01T12:00:00-04:00", NEW_YORK, 2))
        .containsExactly("2025-11-02T01:30-04:00", "2025-11-03T01:30-05:00");
  }

  @Test
  void aRepeatedTimeIsNotDueAgainWhenAskedInItsSecondPass() {
    assertThat(dueTimes("30 1 * * *", "2025-11-02T01:10:00-05:00", NEW_YORK, 1))
        .containsExactly("2025-11-03T01:30-05:00");
  }

  @Test
  void theHourAfterTheRepeatedOneIsNotLost() {
    assertThat(dueTimes("0 * * * *", "2025-11-02T00:30:00-04:00", NEW_YORK, 3))
        .containsExactly(
            "2025-11-02T01:00-04:00", "2025-11-02T02:00-05:00", "2025-11-02T03:00-05:00");
  }

  @Test
  void aDueTimeIsAfterNeverAtTheGivenInstant() {
    Instant due = Instant.parse("2025-06-01T02:00:00Z");
    CronSchedule daily = CronSchedule.of("0 2 * * *");

    assertThat(daily.nextAfter(due.minusNanos(1), ZoneOffset.UTC)).isEqualTo(due);
    assertThat(daily.nextAfter(due, ZoneOffset.UTC)).isEqualTo(due.plus(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 2 * * *", "30 2 * * *", "*/7 * * * *", "15 1-3 * * SUN", "0 0 1 * *"})
  void howeverOftenOneAsksTheDueTimesAreTheSame(String expression) {
    CronSchedule schedule = CronSchedule.of(expression);
    for (String from : List.of("2025-03-08T20:00:00Z", "2025-11-01T20:00:00Z")) {
      Instant start = Instant.parse(from);
      List<Instant> chained =
          Stream.iterate(
                  schedule.nextAfter(start, NEW_YORK), at -> schedule.nextAfter(at, NEW_YORK))
              .takeWhile(at -> at.isBefore(start.plus(Duration.ofDays(2))))
              .toList();

      for (int minute = 0; minute < 2 * 24 * 60; minute++) {
        Instant asked = start.plus(Duration.ofMinutes(minute));
        chained.stream()
            .filter(due -> due.isAfter(asked))
            .findFirst()
            .ifPresent(
                due ->
                    assertThat(schedule.nextAfter(asked, NEW_YORK)).as("%s", asked).isEqualTo(due));
      }
    }
  }

  @Test
  void aLeapDayIsADayThatComes() {
    assertThat(dueTimes("0 2 29 2 *", "2025-01-01T00:00:00Z", ZoneOffset.UTC, 1))
        .containsExactly("2028-02-29T02:00Z");
  }

  @Test
  void dayOfMonthAndDayOfWeekAreAlternativesAsInCron() {
    assertThat(dueTimes("0 0 13 * FRI", "2025-03-01T00:00:00Z", ZoneOffset.UTC, 3))
        .containsExactly("2025-03-07T00:00Z", "2025-03-13T00:00Z", "2025-03-14T00:00Z");
  }

  @Test
  void zeroAndSevenAreBothSunday() {
    assertThat(dueTimes("0 8 * * 0", "2025-03-01T00:00:00Z", ZoneOffset.UTC, 3))
        .isEqualTo(dueTimes("0 8 * * 7", "2025-03-01T00:00:00Z", ZoneOffset.UTC, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 30 2 * | names a day that never comes: day 30 of month 2",
        "0 2 31 4,6,9,11 * | names a day that never comes: day 31 of month 4,6,9,11",
        "60 2 * * * | is not a cron expression: minute 60 is outside 0-59",
        "0 2 0 * * | is not a cron expression: day of month 0 is outside 1-31",
        "0 2 * 13 * | is not a cron expression: month 13 is outside 1-12",
        "0 2 * * MONDAY | is not a cron expression: \"MONDAY\" is not a valid day of week"
      })
  void aBadExpressionSaysWhichFieldIsWrong(String expression, String reason) {
    assertThatThrownBy(() -> CronSchedule.of(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  private static List<String> dueTimes(String expression, String after, ZoneId zone, int count) {
    CronSchedule schedule = CronSchedule.of(expression);
    Instant start = OffsetDateTime.parse(after).toInstant();
    return Stream.iterate(schedule.nextAfter(start, zone), due -> schedule.nextAfter(due, zone))
        .limit(count)
        .map(due -> due.atZone(zone).toOffsetDateTime().toString())
        .toList();
  }
}
