package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.config.Generations;
import io.salvaguarda.config.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Decides which backups of one source and kind may be deleted. Every doubt keeps a backup. */
public final class RetentionDecision {

  /** So new a backup may be about to be verified. */
  static final Duration SETTLING = Duration.ofHours(1);

  /** A verification or restore that began so recently may still be reading. */
  static final Duration READING = Duration.ofHours(12);

  private RetentionDecision() {}

  /**
   * @param backups all of one source and kind, in any order
   * @param zone whose days, weeks, months and years the generations are
   * @param held a backup was an anomaly: everything stays until somebody has looked
   * @return what may go, the oldest first
   */
  public static List<Verdict.Expired> of(
      List<KnownBackup> backups, Retention rules, ZoneId zone, boolean held, Instant now) {
    return all(backups, rules, zone, held, now).stream()
        .flatMap(
            verdict ->
                switch (verdict) {
                  case Verdict.Expired expired -> Stream.of(expired);
                  case Verdict.Kept kept -> Stream.empty();
                })
        .toList();
  }

  /**
   * The same for every backup: those that stay too, each with a reason.
   *
   * @return the oldest first
   */
  public static List<Verdict> all(
      List<KnownBackup> backups, Retention rules, ZoneId zone, boolean held, Instant now) {
    Map<String, String> needed = needed(backups, rules, zone);
    return backups.stream()
        .sorted(Comparator.comparing(KnownBackup::label))
        .map(
            backup ->
                keeps(backup, rules, held, now)
                    .or(() -> Optional.ofNullable(needed.get(backup.backupId())))
                    .<Verdict>map(reason -> new Verdict.Kept(backup, reason))
                    .orElseGet(
                        () -> new Verdict.Expired(backup, "older than " + rules.days() + " days")))
        .toList();
  }

  /** Why the backup stays whatever others there are. */
  private static Optional<String> keeps(
      KnownBackup backup, Retention rules, boolean held, Instant now) {
    if (backup.hold() != null) {
      return Optional.of("held by " + backup.hold().by() + ": " + backup.hold().reason());
    }
    if (held) {
      return Optional.of("retention waits: a backup is far smaller than usual");
    }
    if (!backup.completedAt().isBefore(now.minus(Duration.ofDays(rules.days())))) {
      return Optional.of("younger than " + rules.days() + " days");
    }
    if (!backup.completedAt().isBefore(now.minus(SETTLING))) {
      return Optional.of("so new that it may be about to be verified");
    }
    return isRead(backup, now) ? Optional.of("being read") : Optional.empty();
  }

  private static boolean isRead(KnownBackup backup, Instant now) {
    return backup.usedAt() != null && backup.usedAt().isAfter(now.minus(READING));
  }

  /** What stays however old it is, and why. */
  private static Map<String, String> needed(
      List<KnownBackup> backups, Retention rules, ZoneId zone) {
    Map<String, String> needed = new HashMap<>();
    keepNewest(
        backups,
        backup -> backup.status() == ProofStatus.VERIFIED,
        Math.max(1, rules.verified()),
        "verified",
        needed);
    // bad ones do not count towards the minimum, and the last that may be good never goes
    keepNewest(
        backups,
        RetentionDecision::mayBeGood,
        Math.max(1, rules.minimum()),
        "that may be good",
        needed);
    keepNewest(backups, backup -> true, rules.minimum(), "of all", needed);
    Generations generations = rules.generations();
    keepGenerations(backups, zone, day -> "daily " + day, generations.daily(), needed);
    keepGenerations(backups, zone, RetentionDecision::week, generations.weekly(), needed);
    keepGenerations(
        backups, zone, day -> "monthly " + YearMonth.from(day), generations.monthly(), needed);
    keepGenerations(backups, zone, day -> "yearly " + day.getYear(), generations.yearly(), needed);
    return needed;
  }

  private static boolean mayBeGood(KnownBackup backup) {
    return backup.status() != ProofStatus.QUARANTINED;
  }

  /** By ISO 8601: weeks begin on Monday, and the first of a year has its first Thursday. */
  private static String week(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "weekly %d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** The newest backup of each of the last periods; a bad one stands for no period. */
  private static void keepGenerations(
      List<KnownBackup> backups,
      ZoneId zone,
      Function<LocalDate, String> period,
      int count,
      Map<String, String> needed) {
    Map<String, String> newest = new LinkedHashMap<>();
    backups.stream()
        .filter(RetentionDecision::mayBeGood)
        .sorted(Comparator.comparing(KnownBackup::label).reversed())
        .forEach(
            backup ->
                newest.putIfAbsent(
                    period.apply(LocalDate.ofInstant(backup.completedAt(), zone)),
                    backup.backupId()));
    newest.entrySet().stream()
        .limit(count)
        .forEach(each -> needed.putIfAbsent(each.getValue(), each.getKey()));
  }

  private static void keepNewest(
      List<KnownBackup> backups,
      Predicate<KnownBackup> which,
      int count,
      String name,
      Map<String, String> needed) {
    String reason = count == 1 ? "the newest " + name : "one of the " + count + " newest " + name;
    backups.stream()
        .filter(which)
        .sorted(Comparator.comparing(KnownBackup::label).reversed())
        .limit(count)
        .map(KnownBackup::backupId)
        .forEach(id -> needed.putIfAbsent(id, reason));
  }
}
