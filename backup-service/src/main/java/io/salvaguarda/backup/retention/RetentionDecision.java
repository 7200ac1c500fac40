package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.config.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * @return what becomes of each backup and why, the oldest first
   */
  public static List<Verdict> of(
      List<KnownBackup> backups, Retention rules, ZoneId zone, boolean held, Instant now) {
    Map<String, String> needed = NeededBackups.of(backups, rules, zone);
    return backups.stream()
        .sorted(Comparator.comparing(KnownBackup::label))
        .map(
            backup ->
                keeps(backup, rules, held, now)
                    .or(() -> Optional.ofNullable(needed.get(backup.backupId())))
                    .<Verdict>map(reason -> new Verdict.Kept(backup, reason))
                    .orElseGet(() -> old(backup, rules, now)))
        .toList();
  }

  private static Verdict old(KnownBackup backup, Retention rules, Instant now) {
    String reason = "older than " + rules.days() + " days";
    return backup.lockedUntil() != null && backup.lockedUntil().isAfter(now)
        ? new Verdict.Locked(
            backup, reason + ", but locked in its store until " + backup.lockedUntil())
        : new Verdict.Expired(backup, reason);
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
}
