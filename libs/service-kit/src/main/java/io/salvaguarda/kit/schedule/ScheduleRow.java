package io.salvaguarda.kit.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** Where one entry of a timetable stands. */
@Entity
@Table(name = "schedule")
class ScheduleRow {

  /** A due time further ahead than this was fired by a clock that was wrong. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  private static final int MOST_COUNTED = 100;

  @Id String name;

  String timetable;
  String key;
  String expression;
  String zone;

  @Column(name = "last_due")
  Instant lastDue;

  @Column(name = "next_due")
  Instant nextDue;

  protected ScheduleRow() {}

  ScheduleRow(String timetable, String key, Schedule schedule, Instant now) {
    this.name = timetable + "/" + key;
    this.timetable = timetable;
    this.key = key;
    follow(schedule, now);
  }

  /**
   * Takes over a changed expression and a corrected clock. A due time that has come is left for
   * firing.
   *
   * @return whether the row was moved
   */
  boolean review(Schedule schedule, Instant now) {
    boolean same =
        expression.equals(schedule.times().expression()) && zone.equals(zoneOf(schedule));
    boolean clockWentBack = lastDue != null && lastDue.isAfter(now.plus(CLOCK_TOLERANCE));
    boolean tooFar = nextDue.isAfter(schedule.nextAfter(latest(now)));
    if (!nextDue.isAfter(now) || same && !clockWentBack && !tooFar) {
      return false;
    }
    if (clockWentBack) {
      lastDue = null;
    }
    follow(schedule, latest(now));
    return true;
  }

  /** Moves on to the first due time that is still to come. */
  DueTime fire(Schedule schedule, Instant now) {
    Instant due = nextDue;
    int missed = 0;
    Instant later = schedule.nextAfter(due);
    while (!later.isAfter(now) && missed < MOST_COUNTED) {
      missed++;
      later = schedule.nextAfter(later);
    }
    lastDue = due;
    follow(schedule, latest(now));
    return new DueTime(key, due, nextDue, missed);
  }

  /** A clock that went back must not make a due time come twice. */
  private Instant latest(Instant now) {
    boolean firedAhead = lastDue != null && lastDue.isAfter(now);
    return firedAhead ? lastDue : now;
  }

  private void follow(Schedule schedule, Instant after) {
    expression = schedule.times().expression();
    zone = zoneOf(schedule);
    nextDue = schedule.nextAfter(after);
  }

  private static String zoneOf(Schedule schedule) {
    return schedule.zone().getId();
  }
}
