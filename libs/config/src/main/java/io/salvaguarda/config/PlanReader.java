package io.salvaguarda.config;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code plans}; the defaults are here. */
final class PlanReader {
  private static final CronSchedule DAILY = CronSchedule.of("0 2 * * *");
  private static final CronSchedule SUNDAY = CronSchedule.of("0 3 * * SUN");
  private static final CronSchedule MONDAY = CronSchedule.of("0 8 * * MON");
  private static final Optional<CronSchedule> FIRST_OF_MONTH =
      Optional.of(CronSchedule.of("0 4 1 * *"));
  private static final Optional<CronSchedule> AT_LUNCH = Optional.of(CronSchedule.of("0 13 * * *"));
  private static final String NEVER = "never";
  private static final Duration DEADLINE = Duration.ofHours(6);
  private static final int MOST_WORKERS = 16;
  private static final Retention RETENTION = new Retention(30, 1);
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_BACKUPS = 10_000;
  private static final VerificationRules VERIFICATION =
      new VerificationRules(MONDAY, VerificationLevel.CONTENT, false, List.of());
  private static final Map<String, VerificationLevel> LEVELS =
      Arrays.stream(VerificationLevel.values())
          .collect(Collectors.toMap(VerificationLevel::name, Function.identity()));

  /** What sources without a plan get. */
  static final Plan DEFAULT =
      new Plan(
          Plan.DEFAULT_NAME,
          DAILY,
          SUNDAY,
          FIRST_OF_MONTH,
          AT_LUNCH,
          ZoneOffset.UTC,
          1,
          DEADLINE,
          RETENTION,
          VERIFICATION);

  private PlanReader() {}

  static Plan read(String name, YamlValue value) {
    YamlMap map =
        value.map(
            "logical",
            "physical",
            "drill",
            "windowProof",
            "timezone",
            "dump",
            "deadline",
            "retention",
            "verification");
    return new Plan(
        name,
        schedule(map, "logical", DAILY),
        schedule(map, "physical", SUNDAY),
        scheduleOrNever(map, "drill", FIRST_OF_MONTH),
        scheduleOrNever(map, "windowProof", AT_LUNCH),
        timezone(map),
        map.get("dump")
            .map(dump -> number(dump.map("workers"), "workers", 1, 1, MOST_WORKERS))
            .orElse(1),
        map.get("deadline").map(time -> time.parsed(DEADLINE, Durations::parse)).orElse(DEADLINE),
        map.get("retention").map(PlanReader::retention).orElse(RETENTION),
        map.get("verification").map(PlanReader::verification).orElse(VERIFICATION));
  }

  private static CronSchedule schedule(YamlMap map, String key, CronSchedule usual) {
    return map.get(key).map(cron -> cron.parsed(usual, CronSchedule::parse)).orElse(usual);
  }

  /** A schedule, or {@code never}. */
  static Optional<CronSchedule> scheduleOrNever(
      YamlMap map, String key, Optional<CronSchedule> usual) {
    return map.get(key).map(cron -> cron.parsed(usual, PlanReader::scheduleOrNever)).orElse(usual);
  }

  private static Optional<CronSchedule> scheduleOrNever(String text) throws Refused {
    return text.equals(NEVER) ? Optional.empty() : Optional.of(CronSchedule.parse(text));
  }

  private static Retention retention(YamlValue value) {
    YamlMap map = value.map("days", "minimum", "verified", "daily", "weekly", "monthly", "yearly");
    return new Retention(
        number(map, "days", RETENTION.days(), 1, MOST_DAYS),
        number(map, "minimum", RETENTION.minimum(), 1, MOST_BACKUPS),
        number(map, "verified", RETENTION.verified(), 1, MOST_BACKUPS),
        new Generations(
            number(map, "daily", 0, 0, MOST_BACKUPS),
            number(map, "weekly", 0, 0, MOST_BACKUPS),
            number(map, "monthly", 0, 0, MOST_BACKUPS),
            number(map, "yearly", 0, 0, MOST_BACKUPS)));
  }

  private static int number(YamlMap map, String key, int usual, int least, int most) {
    return map.get(key).map(value -> value.integer(usual, least, most)).orElse(usual);
  }

  private static VerificationRules verification(YamlValue value) {
    YamlMap map = value.map("schedule", "level", "checksums", "assertions");
    return new VerificationRules(
        schedule(map, "schedule", MONDAY),
        map.get("level")
            .map(level -> level.oneOf(VerificationLevel.CONTENT, "level", LEVELS))
            .orElse(VerificationLevel.CONTENT),
        map.get("checksums").map(flag -> flag.flag(false)).orElse(false),
        map.get("assertions").map(YamlValue::items).orElse(List.of()).stream()
            .map(PlanReader::assertion)
            .toList());
  }

  private static SqlAssertion assertion(YamlValue value) {
    YamlMap map = value.map("name", "sql");
    return new SqlAssertion(
        map.require("name", "\"some users\"").map(YamlValue::text).orElse(""),
        map.require("sql", "\"select count(*) > 0 from users\"").map(YamlValue::text).orElse(""));
  }

  /** UTC when it is not said. */
  static ZoneId timezone(YamlMap map) {
    return map.get("timezone")
        .<ZoneId>map(zone -> zone.parsed(ZoneOffset.UTC, Zones::parse))
        .orElse(ZoneOffset.UTC);
  }
}
