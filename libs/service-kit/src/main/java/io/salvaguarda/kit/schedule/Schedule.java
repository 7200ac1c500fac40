package io.salvaguarda.kit.schedule;

import io.salvaguarda.config.CronSchedule;
import java.time.Instant;
import java.time.ZoneId;

/** Due times on a wall clock. */
public record Schedule(CronSchedule times, ZoneId zone) {

  public Instant nextAfter(Instant after) {
    return times.nextAfter(after, zone);
  }
}
