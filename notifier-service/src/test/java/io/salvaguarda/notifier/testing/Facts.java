package io.salvaguarda.notifier.testing;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupStarted;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.DrillStep;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.EventDeadLettered;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.OverdueKey;
import io.salvaguarda.events.RecoveryWindowFailed;
import io.salvaguarda.events.RecoveryWindowProven;
import io.salvaguarda.events.RepositoryCopied;
import io.salvaguarda.events.RepositoryCopyFailed;
import io.salvaguarda.events.RepositoryKeyProofFailed;
import io.salvaguarda.events.RepositoryKeyProofOverdue;
import io.salvaguarda.events.RepositoryKeysProven;
import io.salvaguarda.events.RepositoryPruneFailed;
import io.salvaguarda.events.RepositoryPruned;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.events.RetentionHeld;
import io.salvaguarda.events.RetentionReleased;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageRecovered;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.events.WalGap;
import io.salvaguarda.events.WalProgress;
import io.salvaguarda.events.WalResumed;
import io.salvaguarda.events.WalStalled;
import io.salvaguarda.events.WalTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Facts as the other services tell them. */
public final class Facts {

  public static final String CHUNK =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private Facts() {}

  public static String backupId(String source, int day) {
    return "%s/logical/2026-11-%02d_02-00-07-k3v9qd".formatted(source, day);
  }

  public static Failure failure(ErrorClass errorClass) {
    return new Failure(
        FailureKind.RETRYABLE,
        errorClass,
        "The source at db.example.org:5432 does not answer.",
        "Start the PostgreSQL server at db.example.org:5432, then take the backup again.",
        List.of(
            "pg_dump: error: connection to server at \"db.example.org\" (10.1.2.3), port 5432"
                + " failed: Connection refused",
            "\tIs the server running on that host and accepting TCP/IP connections?"));
  }

  public static BackupFailed backupFailed(String source, ErrorClass errorClass, Instant at) {
    return backupFailed(source, BackupKind.LOGICAL, errorClass, at);
  }

  public static BackupFailed backupFailed(
      String source, BackupKind kind, ErrorClass errorClass, Instant at) {
    return new BackupFailed(
        UUID.randomUUID(),
        3,
        source,
        kind,
        "daily",
        "dba",
        at.minusSeconds(31),
        at,
        failure(errorClass));
  }

  public static BackupCompleted backupCompleted(String source, int day, Instant at) {
    return backupCompleted(source, BackupKind.LOGICAL, day, at);
  }

  public static BackupCompleted backupCompleted(
      String source, BackupKind kind, int day, Instant at) {
    return new BackupCompleted(
        backupId(source, day)
            .replace("/logical/", "/" + kind.name().toLowerCase(Locale.ROOT) + "/"),
        source,
        kind,
        "daily",
        "dba",
        "main",
        UUID.randomUUID(),
        1,
        BackupTrigger.SCHEDULE,
        at.minusSeconds(40),
        at.minusSeconds(39),
        at,
        5_368_709_120L,
        734_003_200L,
        2560,
        350,
        "15.14",
        42,
        18_203_441);
  }

  public static VerificationPassed passed(String source, int day, Instant at) {
    return new VerificationPassed(
        UUID.randomUUID(),
        backupId(source, day),
        source,
        BackupKind.LOGICAL,
        "daily",
        "dba",
        "main",
        VerificationTrigger.BACKUP_COMPLETED,
        Level.CONTENT,
        at.minusSeconds(60),
        at,
        at.minus(Duration.ofMinutes(3)),
        42,
        18_203_441);
  }

  public static VerificationFailed failed(String source, int day, Instant at) {
    return new VerificationFailed(
        UUID.randomUUID(),
        backupId(source, day),
        source,
        BackupKind.LOGICAL,
        "daily",
        "dba",
        "main",
        VerificationTrigger.SCHEDULE,
        null,
        at.minusSeconds(12),
        at,
        at.minus(Duration.ofHours(6)),
        List.of(
            new Finding(
                "CHUNK_DAMAGED",
                CHUNK,
                null,
                null,
                "The stored chunk does not decrypt: its bytes were changed."),
            new Finding(
                "ROW_COUNT_DIFFERS",
                "public.users",
                "1000",
                "999",
                "public.users has 999 rows; the snapshot held 1000.")),
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.BACKUP_DAMAGED,
            "A stored chunk does not decrypt: its bytes were changed.",
            "Take a new backup now; this one is quarantined.",
            List.of()));
  }

  public static VerificationInconclusive inconclusive(
      String source, int day, Instant at, boolean retry) {
    return new VerificationInconclusive(
        UUID.randomUUID(),
        backupId(source, day),
        source,
        BackupKind.LOGICAL,
        "daily",
        "dba",
        "main",
        VerificationTrigger.SCHEDULE,
        Level.INTEGRITY,
        at.minusSeconds(12),
        at,
        new Failure(
            FailureKind.INCONCLUSIVE,
            ErrorClass.STORE_UNAVAILABLE,
            "The backup storage answered 503 for 30 minutes.",
            "Check the S3 server; then verify again.",
            List.of("503 Service Unavailable: SlowDown")),
        retry);
  }

  public static RestoreFailed restoreFailed(String source, Instant at) {
    return new RestoreFailed(
        UUID.randomUUID(),
        backupId(source, 20),
        source,
        BackupKind.LOGICAL,
        "dba",
        new RestoreTarget("db.example.org", 5432, "shop_restored"),
        at.minusSeconds(90),
        at,
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.RESTORE_FAILED,
            "pg_restore ended with exit status 1.",
            "Create role reporting on the target server, then restore again.",
            List.of(
                "pg_restore: error: could not execute query: ERROR:  role \"reporting\" does not"
                    + " exist")));
  }

  public static DrillFailed drillFailed(String source, Instant at) {
    return new DrillFailed(
        UUID.randomUUID(),
        backupId(source, 20),
        source,
        BackupKind.LOGICAL,
        "dba",
        at.minusSeconds(90),
        at,
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.DISK_FULL,
            "The scratch folder has 3 GiB free; the cluster needs 12 GiB.",
            "Make room there.",
            List.of()));
  }

  public static DrillCompleted drillCompleted(String source, Instant at) {
    return new DrillCompleted(
        UUID.randomUUID(),
        backupId(source, 20),
        source,
        BackupKind.LOGICAL,
        "dba",
        at.minusSeconds(90),
        at,
        90_000,
        List.of(new DrillStep("RESTORE", 90_000)),
        at.minusSeconds(7_290),
        7_200_000,
        5_368_709_120L);
  }

  public static RecoveryWindowFailed windowFailed(String source, Instant at) {
    return new RecoveryWindowFailed(
        UUID.randomUUID(),
        source,
        "dba",
        "main",
        at.minusSeconds(90),
        at,
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.TARGET_UNREACHABLE,
            "All archived WAL was replayed and the target is not in it.",
            "Take a physical backup now.",
            List.of()));
  }

  public static RecoveryWindowProven windowProven(String source, Instant at) {
    return new RecoveryWindowProven(
        UUID.randomUUID(),
        source,
        "dba",
        "main",
        source + "/physical/2026-11-15_03-00-04-k3v9qd",
        at.minusSeconds(40_000),
        at.minusSeconds(40_004),
        true,
        at.minusSeconds(90),
        at);
  }

  public static RestoreFailed restoreCancelled(String source, Instant at) {
    return new RestoreFailed(
        UUID.randomUUID(),
        backupId(source, 20),
        source,
        BackupKind.LOGICAL,
        "dba",
        new RestoreTarget("db.example.org", 5432, "shop_cancelled"),
        at.minusSeconds(90),
        at,
        new Failure(
            FailureKind.TERMINAL, ErrorClass.CANCELLED, "ops cancelled it.", "None.", List.of()));
  }

  public static RestoreCompleted restoreCompleted(String source, Instant at) {
    return new RestoreCompleted(
        UUID.randomUUID(),
        backupId(source, 20),
        source,
        BackupKind.LOGICAL,
        "dba",
        new RestoreTarget("db.example.org", 5432, "shop_restored"),
        at.minusSeconds(90),
        at,
        false,
        null,
        5_368_709_120L,
        null,
        null,
        null);
  }

  public static StorageLow storageLow(String volume, StorageThreshold threshold, Instant at) {
    return new StorageLow(
        "storage", "backup-service", volume, null, 1_610_612_736L, 107_374_182_400L, threshold, at);
  }

  public static StorageLow storageLow(String service, String volume, String disk, Instant at) {
    return new StorageLow(
        "storage", service, volume, disk, 1L << 30, 100L << 30, StorageThreshold.WARNING, at);
  }

  public static StorageRecovered storageRecovered(String volume, Instant at) {
    return storageRecovered("backup-service", volume, null, at);
  }

  public static StorageRecovered storageRecovered(
      String service, String volume, String disk, Instant at) {
    return new StorageRecovered("storage", service, volume, disk, 50L << 30, 100L << 30, at);
  }

  public static RepositoryPruned pruned(String repository, Instant at) {
    return pruned(repository, 15_032_385_536L, at);
  }

  /**
   * @param needed bytes that backups need; what waits to be deleted comes to 245 MiB more
   */
  public static RepositoryPruned pruned(String repository, long needed, Instant at) {
    return new RepositoryPruned(
        UUID.randomUUID(),
        "storage",
        repository,
        120,
        88_080_384L,
        40,
        29_360_128L,
        310,
        227_540_992L,
        null,
        null,
        null,
        6,
        20_480,
        needed,
        at.minusSeconds(91),
        at);
  }

  public static RepositoryPruneFailed pruneFailed(String repository, Instant at) {
    return new RepositoryPruneFailed(
        UUID.randomUUID(),
        3,
        "storage",
        repository,
        at.minusSeconds(31),
        at,
        storeAway(repository));
  }

  public static RepositoryCopied copied(String from, String to, Instant at) {
    return new RepositoryCopied(
        UUID.randomUUID(),
        "storage",
        from,
        to,
        4,
        118,
        1,
        96,
        70_254_592L,
        at.minusSeconds(69),
        at);
  }

  public static RepositoryCopyFailed copyFailed(String from, String to, Instant at) {
    return new RepositoryCopyFailed(
        UUID.randomUUID(), 3, "storage", from, to, at.minusSeconds(31), at, storeAway(to));
  }

  public static RepositoryKeysProven keysProven(String repository, Instant at) {
    return new RepositoryKeysProven(
        UUID.randomUUID(), "storage", repository, 3, at.plus(Duration.ofDays(41)), at);
  }

  public static RepositoryKeyProofOverdue keyOverdue(String repository, Instant at) {
    return new RepositoryKeyProofOverdue(
        UUID.randomUUID(),
        "storage",
        repository,
        List.of(
            new OverdueKey("escrow", "public-key", null, at.minus(Duration.ofDays(3))),
            new OverdueKey(
                "dba", "passphrase", at.minus(Duration.ofDays(91)), at.minus(Duration.ofDays(1)))),
        at);
  }

  public static RepositoryKeyProofFailed keyRefused(String repository, Instant at) {
    return new RepositoryKeyProofFailed(
        UUID.randomUUID(),
        1,
        "storage",
        repository,
        at.minusSeconds(2),
        at,
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.REPOSITORY_KEY,
            "Repository "
                + repository
                + ": the key file /safe/escrow.pem is none of its recipients'.",
            "Put the right file there.",
            List.of()));
  }

  public static WalGap walGap(String source, Instant at) {
    return new WalGap(
        source,
        "dba",
        "main",
        "7574309117012345678",
        1,
        "3/A2000000",
        "3/A4000000",
        UUID.randomUUID(),
        at);
  }

  public static WalStalled walStalled(String source, WalTrouble trouble, Instant at) {
    return new WalStalled(
        source,
        "dba",
        "main",
        trouble,
        "3/A2000000",
        318_767_104L,
        12_884_901_888L,
        storeAway("main"),
        at.minusSeconds(300),
        at);
  }

  public static WalResumed walResumed(String source, WalTrouble trouble, Instant at) {
    return new WalResumed(source, "dba", "main", trouble, "3/B5000000", at.minusSeconds(600), at);
  }

  public static WalProgress walProgress(String source, Instant at) {
    return new WalProgress(source, "dba", "main", "3/B5000000", 524_288L, at);
  }

  public static BackupStarted backupStarted(String source, UUID job, Instant at) {
    return new BackupStarted(
        job, 1, source, BackupKind.LOGICAL, "daily", "dba", BackupTrigger.SCHEDULE, at);
  }

  private static Failure storeAway(String repository) {
    return new Failure(
        FailureKind.RETRYABLE,
        ErrorClass.STORE_UNAVAILABLE,
        "The store cannot be used now. repository " + repository + ": Connection refused",
        "Check that the store is up and reachable; it is tried again.",
        List.of());
  }

  public static RetentionHeld retentionHeld(String source, Instant at) {
    return new RetentionHeld(
        backupId(source, 21),
        source,
        BackupKind.LOGICAL,
        "daily",
        "dba",
        "main",
        734_003L,
        5_368_709_120L,
        at);
  }

  public static RetentionReleased retentionReleased(String source, String by, Instant at) {
    return new RetentionReleased(backupId(source, 21), source, BackupKind.LOGICAL, by, at);
  }

  public static EventDeadLettered deadLettered(String source, String type, Instant at) {
    return new EventDeadLettered(
        source,
        "verify-service",
        "salvaguarda.backup",
        2,
        4711,
        type,
        "ce_subject is not the payload's sourceId",
        at);
  }
}
