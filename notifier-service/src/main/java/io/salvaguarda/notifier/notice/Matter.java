package io.salvaguarda.notifier.notice;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.JobWork;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.OverdueKey;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.events.StorageThreshold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What exactly failed, with the facts that only this sort of failure has. */
public sealed interface Matter {

  /** No backup was published. */
  record BackupNotTaken(UUID jobId, int attempt, BackupKind kind, String plan, Instant startedAt)
      implements Matter {
    /** Whether it is a whole cluster that has no new backup. */
    public boolean physical() {
      return kind == BackupKind.PHYSICAL;
    }
  }

  /** A backup is bad and quarantined. */
  record BackupBad(
      UUID verificationId,
      String backupId,
      String repository,
      Instant backupCompletedAt,
      Optional<Level> levelReached,
      List<Finding> findings)
      implements Matter {
    public BackupBad {
      findings = List.copyOf(findings);
    }

    /** Whether it is of a whole cluster. */
    public boolean physical() {
      return Kinds.isPhysical(backupId);
    }
  }

  /** Our own trouble kept a backup from being proven. */
  record BackupUnproven(
      UUID verificationId, String backupId, String repository, Optional<Level> levelReached)
      implements Matter {
    /** Whether it is of a whole cluster. */
    public boolean physical() {
      return Kinds.isPhysical(backupId);
    }
  }

  /** A backup is far smaller than usual, so that none of its source's is deleted. */
  record BackupFarSmaller(String backupId, String repository, long dumpBytes, long usualBytes)
      implements Matter {}

  /** A restore did not end well; its target was not put into use. */
  record RestoreNotDone(UUID restoreId, String backupId, RestoreTarget target) implements Matter {}

  /** A source could not be restored in a drill. */
  record DrillNotDone(UUID drillId, BackupKind kind, Optional<String> backupId) implements Matter {
    /** Whether it was the whole cluster. */
    public boolean physical() {
      return kind == BackupKind.PHYSICAL;
    }
  }

  /** A random instant of what is said to be recoverable was not, or not as it had to be. */
  record WindowNotProven(UUID proofId, String repository) implements Matter {}

  /**
   * A volume is filling up.
   *
   * @param disk which one it is on; other services may tell of the same
   */
  record SpaceLow(
      String service,
      String volume,
      Optional<String> disk,
      long freeBytes,
      long totalBytes,
      StorageThreshold threshold)
      implements Matter {}

  /** What no backup needs was not deleted from a repository. */
  record NotPruned(String repository, UUID jobId, int attempt) implements Matter {}

  /** A repository's backups were not all copied. */
  record NotCopied(String from, String to, UUID jobId, int attempt) implements Matter {}

  /** A key does not open a repository, or that could not be tried. */
  record KeyNotProven(String repository, UUID jobId, int attempt) implements Matter {}

  /** Nobody has shown for too long that these recipients can open a repository. */
  record KeyProofOverdue(String repository, List<OverdueKey> recipients) implements Matter {
    public KeyProofOverdue {
      recipients = List.copyOf(recipients);
    }

    /** Their names, as people list them. */
    public String names() {
      return recipients.stream().map(OverdueKey::recipient).collect(Collectors.joining(", "));
    }
  }

  /** Some of the write-ahead log is missing, and no physical backup is newer. */
  record WalMissing(String repository, String from, String to, Optional<UUID> backupJobId)
      implements Matter {}

  /** The write-ahead log does not come into the repository. */
  record WalNotArriving(String repository, Optional<String> durableTo, Optional<Long> lagBytes)
      implements Matter {}

  /** The server keeps much of its write-ahead log for the replication slot. */
  record SlotGrows(String repository, long slotBytes) implements Matter {}

  /**
   * A repository does not answer, which explains the trouble of several sources.
   *
   * @param explains those sources, as far as known when it is told
   */
  record RepositoryAway(String repository, List<String> explains) implements Matter {
    public RepositoryAway {
      explains = List.copyOf(explains);
    }
  }

  /** A service put a record aside that it could not take. */
  record EventSetAside(
      String service, String topic, int partition, long offset, String type, String reason)
      implements Matter {}

  /** Something did not come: no service told of it, so this one does. */
  sealed interface Absent extends Matter {}

  /**
   * What a plan wants of a source was due and nothing was heard of it.
   *
   * @param by until when it should have come
   * @param last when it last succeeded
   */
  record Missed(
      Duty duty, BackupKind kind, String plan, Instant dueAt, Instant by, Optional<Instant> last)
      implements Absent {
    /** Whether it is about the whole cluster. */
    public boolean physical() {
      return kind == BackupKind.PHYSICAL;
    }
  }

  /** A new backup waits for its proof. */
  record NotProvenYet(String backupId, Instant completedAt, Instant by) implements Absent {
    /** Whether it is of a whole cluster. */
    public boolean physical() {
      return Kinds.isPhysical(backupId);
    }
  }

  /** Work began and did not end. */
  record Stuck(JobWork work, BackupKind kind, UUID jobId, Instant startedAt, Instant by)
      implements Absent {
    /** Whether it is about the whole cluster. */
    public boolean physical() {
      return kind == BackupKind.PHYSICAL;
    }
  }

  /** Nothing is heard of a write-ahead log. */
  record WalSilent(String repository, Instant lastHeardAt) implements Absent {}

  /** Events do not reach this service: what it could tell it does not know. */
  record NothingHeard(Instant since) implements Absent {}
}
