package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.RepositoryCopied;
import io.salvaguarda.events.RepositoryCopyFailed;
import io.salvaguarda.events.RepositoryKeyProofFailed;
import io.salvaguarda.events.RepositoryKeyProofOverdue;
import io.salvaguarda.events.RepositoryKeysProven;
import io.salvaguarda.events.RepositoryPruneFailed;
import io.salvaguarda.events.RepositoryPruned;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.StorageEvent;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageMeasured;
import io.salvaguarda.events.StorageRecovered;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Proof;
import java.util.List;
import java.util.Optional;

/** What events about repositories and disks mean. */
final class StorageNews {

  private StorageNews() {}

  static News read(StorageEvent event) {
    return switch (event) {
      case StorageLow e -> spaceLow(e);
      case StorageRecovered e ->
          new Recovery(
              e.sourceId(),
              Cause.STORAGE,
              e.observedAt(),
              new Proof.SpaceBack(
                  e.service(),
                  e.volume(),
                  Optional.ofNullable(e.disk()),
                  e.freeBytes(),
                  e.totalBytes()));
      case StorageMeasured e -> News.NOTHING; // what is low is told apart
      case RepositoryPruned e ->
          new Recovery(
              e.sourceId(),
              Cause.PRUNE,
              e.completedAt(),
              new Proof.Pruned(e.repository(), e.deletedChunks(), e.deletedBytes()));
      case RepositoryPruneFailed e ->
          new Problem(
              e.sourceId(),
              Cause.PRUNE,
              Severity.WARNING, // no backup is in danger, the store only grows
              e.failedAt(),
              e.failure(),
              new Matter.NotPruned(e.repository(), e.jobId(), e.attempt()));
      case RepositoryCopied e ->
          new Recovery(
              e.sourceId(),
              Cause.COPY,
              e.completedAt(),
              new Proof.CopyMade(e.from(), e.to(), e.backups(), e.newBytes()));
      case RepositoryCopyFailed e ->
          new Problem(
              e.sourceId(),
              Cause.COPY,
              Severity.CRITICAL, // a loss of the first repository would now lose backups
              e.failedAt(),
              e.failure(),
              new Matter.NotCopied(e.from(), e.to(), e.jobId(), e.attempt()));
      case RepositoryKeysProven e ->
          new Recovery(
              e.sourceId(),
              Cause.KEY,
              e.completedAt(),
              new Proof.KeysProven(e.repository(), e.recipients(), e.nextDueAt()));
      case RepositoryKeyProofOverdue e -> overdue(e);
      case RepositoryKeyProofFailed e ->
          new Problem(
              e.sourceId(),
              Cause.KEY,
              Severity.CRITICAL, // a key that is counted upon may be lost
              e.failedAt(),
              e.failure(),
              new Matter.KeyNotProven(e.repository(), e.jobId(), e.attempt()));
    };
  }

  private static Problem overdue(RepositoryKeyProofOverdue e) {
    Matter.KeyProofOverdue matter = new Matter.KeyProofOverdue(e.repository(), e.recipients());
    return new Problem(
        e.sourceId(),
        Cause.KEY,
        Severity.WARNING,
        e.detectedAt(),
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.DEADLINE,
            "Nobody has shown for too long that %s can open repository %s."
                .formatted(matter.names(), e.repository()),
            "Let whoever keeps the key prove it; remove a recipient that nobody needs.",
            List.of()),
        matter);
  }

  private static News spaceLow(StorageLow e) {
    boolean critical = e.threshold() == StorageThreshold.CRITICAL;
    return new Problem(
        e.sourceId(),
        Cause.STORAGE,
        critical ? Severity.CRITICAL : Severity.WARNING,
        e.observedAt(),
        new Failure(
            critical ? FailureKind.TERMINAL : FailureKind.RETRYABLE,
            ErrorClass.DISK_FULL,
            e.volume() + " has " + e.freeBytes() + " of " + e.totalBytes() + " bytes left.",
            "Free space on " + e.volume() + " or enlarge it; " + e.service() + " writes there.",
            List.of()),
        new Matter.SpaceLow(
            e.service(),
            e.volume(),
            Optional.ofNullable(e.disk()),
            e.freeBytes(),
            e.totalBytes(),
            e.threshold()));
  }
}
