package io.salvaguarda.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When sources are backed up, how long backups are kept and how they are proven.
 *
 * @param name its key in the file
 * @param logical when logical backups run, in {@code timezone}; daily at 02:00 by default
 * @param physical when physical backups run of sources that have a replicationUser, in {@code
 *     timezone}; Sundays at 03:00 by default
 * @param drill when a whole restore is practised and timed; at 04:00 on the first of a month by
 *     default, empty: never
 * @param windowProof when a random instant of the recovery window is recovered to, of sources whose
 *     log is archived; daily at 13:00 by default, empty: never
 * @param timezone of all schedules; UTC by default
 * @param dumpWorkers how many read a database at the same time for one backup; 1 by default
 * @param deadline a job that runs longer has failed; 6 hours by default
 * @param retention which backups stay
 * @param verification how backups are proven
 */
public record Plan(
    String name,
    CronSchedule logical,
    CronSchedule physical,
    Optional<CronSchedule> drill,
    Optional<CronSchedule> windowProof,
    ZoneId timezone,
    int dumpWorkers,
    Duration deadline,
    Retention retention,
    VerificationRules verification) {
  /** The plan of sources that name none: the defaults, unless the file defines it. */
  public static final String DEFAULT_NAME = "default";
}
