package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.ProofStatus;
import io.salvaguarda.config.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
   * @param held a backup was an anomaly: everything stays until somebody has looked
   * @return what may go, the oldest first
   */
  public static List<Expired> of(
      List<KnownBackup> backups, Retention rules, boolean held, Instant now) {
    if (held) {
      return List.of();
    }
    Set<String> needed = needed(backups, rules);
    Instant oldestKept = now.minus(Duration.ofDays(rules.days()));
    return backups.stream()
        .filter(backup -> backup.completedAt().isBefore(oldestKept))
        .filter(backup -> backup.completedAt().isBefore(now.minus(SETTLING)))
        .filter(backup -> !isRead(backup, now))
        .filter(backup -> !needed.contains(backup.backupId()))
        .sorted(Comparator.comparing(KnownBackup::label))
        .map(backup -> new Expired(backup, "older than " + rules.days() + " days"))
        .toList();
  }

  private static boolean isRead(KnownBackup backup, Instant now) {
    return backup.usedAt() != null && backup.usedAt().isAfter(now.minus(READING));
  }

  /** What stays however old it is. */
  private static Set<String> needed(List<KnownBackup> backups, Retention rules) {
    Set<String> needed = new HashSet<>();
    keepNewest(backups, backup -> true, rules.minimum(), needed);
    // bad ones do not count towards the minimum, and the last that may be good never goes
    keepNewest(
        backups,
        backup -> backup.status() != ProofStatus.QUARANTINED,
        Math.max(1, rules.minimum()),
        needed);
    keepNewest(backups, backup -> backup.status() == ProofStatus.VERIFIED, 1, needed);
    return needed;
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
