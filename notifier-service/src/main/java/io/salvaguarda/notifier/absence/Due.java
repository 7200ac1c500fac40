package io.salvaguarda.notifier.absence;

import io.salvaguarda.config.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a plan wants of one source.
 *
 * @param cron when, on the clock of {@code zone}
 * @param allowance how long it may take after it is due
 */
public record Due(
    Awaited what,
    String sourceId,
    String about,
    CronSchedule cron,
    ZoneId zone,
    Duration allowance) {

  public String id() {
    return Expectation.id(what, sourceId, about);
  }

  /** Changes whenever the due times do. */
  public String times() {
    return cron.expression() + " " + zone.getId();
  }

  public Instant nextAfter(Instant instant) {
    return cron.nextAfter(instant, zone);
  }

  /** The first one that is waited for: nobody could have told of those before. */
  public Expectation first(Instant now) {
    return new Expectation(
        what, sourceId, about, times(), nextAfter(now), Optional.empty(), Optional.empty());
  }
}
