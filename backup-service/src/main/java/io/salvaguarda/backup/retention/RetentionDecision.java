package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.config.Generations;
import io.salvaguarda.config.Retention;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

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
  public static List<Expired> of(
      List<KnownBackup> backups, Retention rules, ZoneId zone, boolean held, Instant now) {
    if (held) {
      return List.of();
    }
    Set<String> needed = needed(backups, rules, zone);
    Instant oldestKept = now.minus(Duration.ofDays(rules.days()));
    return backups.stream()
        .filter(backup -> backup.completedAt().isBefore(oldestKept))
        .filter(backup -> backup.completedAt().isBefore(now.minus(SETTLING)))
        .filter(backup -> !isRead(backup, now))
        .filter(backup -> backup.hold() == null)
        .filter(backup -> !needed.contains(backup.backupId()))
        .sorted(Comparator.comparing(KnownBackup::label))
        .map(backup -> new Expired(backup, "older than " + rules.days() + " days"))
        .toList();
  }

  private static boolean isRead(KnownBackup backup, Instant now) {
    return backup.usedAt() != null && backup.usedAt().isAfter(now.minus(READING));
  }

  /** What stays however old it is. */
  private static Set<String> needed(List<KnownBackup> backups, Retention rules, ZoneId zone) {
    Set<String> needed = new HashSet<>();
    keepNewest(backups, backup -> true, rules.minimum(), needed);
    // bad ones do not count towards the minimum, and the last that may be good never goes
    keepNewest(backups, RetentionDecision::mayBeGood, Math.max(1, rules.minimum()), needed);
    keepNewest(
        backups,
        backup -> backup.status() == ProofStatus.VERIFIED,
        Math.max(1, rules.verified()),
        needed);
    Generations generations = rules.generations();
    keepGenerations(backups, zone, day -> day, generations.daily(), needed);
    keepGenerations(backups, zone, RetentionDecision::monday, generations.weekly(), needed);
    keepGenerations(backups, zone, YearMonth::from, generations.monthly(), needed);
    keepGenerations(backups, zone, LocalDate::getYear, generations.yearly(), needed);
    return needed;
  }

  private static boolean mayBeGood(KnownBackup backup) {
    return backup.status() != ProofStatus.QUARANTINED;
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /** The newest backup of each of the last periods; a bad one stands for no period. */
  private static void keepGenerations(
      List<KnownBackup> backups,
      ZoneId zone,
      Function<LocalDate, Object> period,
      int count,
      Set<String> needed) {
    Map<Object, String> newest = new LinkedHashMap<>();
    backups.stream()
        .filter(RetentionDecision::mayBeGood)
        .sorted(Comparator.comparing(KnownBackup::label).reversed())
        .forEach(
            backup ->
                newest.putIfAbsent(
                    period.apply(LocalDate.ofInstant(backup.completedAt(), zone)),
                    backup.backupId()));
    newest.values().stream().limit(count).forEach(needed::add);
  }

  private static void keepNewest(
      List<KnownBackup> backups, Predicate<KnownBackup> which, int count, Set<String> needed) {
    backups.stream()
        .filter(which)
        .sorted(Comparator.comparing(KnownBackup::label).reversed())
        .limit(count)
        .map(KnownBackup::backupId)
        .forEach(needed::add);
  }
}
