package io.salvaguarda.config;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When reports are sent.
 *
 * @param verification on backups and their proofs; Mondays at 09:00 by default, empty: never
 * @param drills on practised restores; at 09:00 on the first of a month by default, empty: never
 * @param timezone of both, and of the times in them; UTC by default
 */
public record ReportRules(
    Optional<CronSchedule> verification, Optional<CronSchedule> drills, ZoneId timezone) {

  /** When the file does not say. */
  public static final ReportRules DEFAULT =
      new ReportRules(
          Optional.of(CronSchedule.of("0 9 * * MON")),
          Optional.of(CronSchedule.of("0 9 1 * *")),
          ZoneOffset.UTC);
}
