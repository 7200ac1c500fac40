package io.salvaguarda.kit.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.config.CronSchedule;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ScheduleRowTest {

  private static final Schedule DAILY = new Schedule(CronSchedule.of("0 2 * * *"), ZoneOffset.UTC);
  private static final Instant EVENING = Instant.parse("2026-03-10T20:00:00Z");
  private static final Instant DUE = Instant.parse("2026-03-11T02:00:00Z");
  private static final Instant DAY_AFTER = Instant.parse("2026-03-12T02:00:00Z");

  private final ScheduleRow row = new ScheduleRow("backup", "testdb", DAILY, EVENING);

  @Test
  void aClockThatGoesBackALittleDoesNotMakeADueTimeComeTwice() {
    row.fire(DAILY, DUE.plusSeconds(1));

    boolean moved = row.review(DAILY, DUE.minusSeconds(60));

    assertThat(moved).isFalse();
    assertThat(row.nextDue).isEqualTo(DAY_AFTER);
  }

  @Test
  void aDueTimeFiredByAClockFarAheadComesAgainAtItsRightTime() {
    row.fire(DAILY, Instant.parse("2099-01-01T00:00:00Z"));

    row.lastDue = Instant.parse("2098-12-31T02:00:00Z");
    boolean moved = row.review(DAILY, EVENING);

    assertThat(moved).isTrue();
    assertThat(row.nextDue).isEqualTo(DUE);
  }

  @Test
  void aRowMadeByAClockFarAheadIsBroughtBack() {
    ScheduleRow early =
        new ScheduleRow("backup", "testdb", DAILY, Instant.parse("2099-01-01T00:00:00Z"));

    assertThat(early.review(DAILY, EVENING)).isTrue();
    assertThat(early.nextDue).isEqualTo(DUE);
  }

  @Test
  void aDueTimeThatHasComeIsNotTakenAwayByAChangedExpression() {
    Schedule hourly = new Schedule(CronSchedule.of("0 * * * *"), ZoneOffset.UTC);

    assertThat(row.review(hourly, DUE.plusSeconds(1))).isFalse();
    assertThat(row.fire(hourly, DUE.plusSeconds(2)).at()).isEqualTo(DUE);
    assertThat(row.nextDue).isEqualTo(DUE.plusSeconds(3600));
  }

  @Test
  void aLateFireStandsForTheDueTimesThatPassed() {
    DueTime due = row.fire(DAILY, DUE.plusSeconds(3 * 86_400 + 5));

    assertThat(due).isEqualTo(new DueTime("testdb", DUE, DUE.plusSeconds(4 * 86_400), 3));
  }
}
