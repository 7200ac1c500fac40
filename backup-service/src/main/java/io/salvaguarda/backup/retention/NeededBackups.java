package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.config.Generations;
import io.salvaguarda.config.Retention;
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
import java.util.function.Function;
import java.util.function.Predicate;

/** The backups that stay however old they are. */
final class NeededBackups {

  private NeededBackups() {}

  /**
   * @return the reasons, by backup id
   */
  static Map<String, String> of(List<KnownBackup> backups, Retention rules, ZoneId zone) {
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
        NeededBackups::mayBeGood,
        Math.max(1, rules.minimum()),
        "that may be good",
        needed);
    keepNewest(backups, backup -> true, rules.minimum(), "of all", needed);
    Generations generations = rules.generations();
    keepGenerations(backups, zone, day -> "daily " + day, generations.daily(), needed);
    keepGenerations(backups, zone, NeededBackups::week, generations.weekly(), needed);
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
        .filter(NeededBackups::mayBeGood)
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
