package io.salvaguarda.notifier.notice;

import io.salvaguarda.events.Level;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.events.WalTrouble;
import java.time.Instant;
import java.util.Optional;

/** What ended a problem. */
public sealed interface Proof {

  /** A backup was taken. */
  record BackupTaken(String backupId, Instant completedAt, long plainBytes, long storedBytes)
      implements Proof {
    /** Whether it is of a whole cluster. */
    public boolean physical() {
      return Kinds.isPhysical(backupId);
    }
  }

  /** A backup was proven. */
  record BackupProven(
      String backupId,
      Instant backupCompletedAt,
      Level level,
      long tablesCompared,
      long rowsCompared)
      implements Proof {
    /** Whether it is of a whole cluster. */
    public boolean physical() {
      return Kinds.isPhysical(backupId);
    }
  }

  /** A restore ended well. */
  record RestoreDone(String backupId, RestoreTarget target, boolean swapped) implements Proof {}

  /** A drill came to its end. */
  record DrillDone(String backupId, long recoveryMillis, long lossMillis) implements Proof {
    /** Whether it was the whole cluster. */
    public boolean physical() {
      return Kinds.isPhysical(backupId);
    }
  }

  /** A random instant could be recovered to. */
  record WindowProven(String backupId, Instant target, Instant reachedAt) implements Proof {}

  /** A later backup is of usual size. */
  record SizeUsual(String smallerBackupId) implements Proof {}

  /** A prune came to its end. */
  record Pruned(String repository, long deletedChunks, long deletedBytes) implements Proof {}

  /** Every backup is in the copy. */
  record CopyMade(String from, String to, int backups, long newBytes) implements Proof {}

  /** Every recipient was shown to open the repository. */
  record KeysProven(String repository, int recipients, Instant nextDueAt) implements Proof {}

  /** The write-ahead log comes in as it should. */
  record WalAsUsual(String repository, WalTrouble over, Optional<String> durableTo)
      implements Proof {}

  /** A repository answers again. */
  record RepositoryAnswers(String repository) implements Proof {}

  /** Somebody looks after the write-ahead log again. */
  record WalHeard(String repository, Optional<String> durableTo) implements Proof {}

  /** Events are heard again. */
  record HeardAgain(Instant since) implements Proof {}

  /**
   * There is enough space again.
   *
   * @param disk as it was named when space was low
   */
  record SpaceBack(
      String service, String volume, Optional<String> disk, long freeBytes, long totalBytes)
      implements Proof {}

  /** Somebody said so. */
  record SaidSo(String who) implements Proof {}
}
