package io.salvaguarda.restore.testing;

import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationInconclusive;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationTrigger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What other services tell of one backup of the source {@code heard}. */
public record News(String backupId) {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Instant TAKEN = Instant.parse("2026-02-01T00:00:00Z");
  private static final String SOURCE = "heard";
  private static final String REPOSITORY = "elsewhere";

  private static final Failure FAILURE =
      new Failure(
          FailureKind.TERMINAL, ErrorClass.BACKUP_DAMAGED, "It is bad.", "None.", List.of());

  /** Of a later backup than all before. */
  public static News next() {
    return new News(
        "heard/logical/2026-02-01_00-00-00-news%04d".formatted(COUNT.incrementAndGet()));
  }

  /** Of a later backup of a whole cluster. */
  public static News ofCluster() {
    return new News(
        "heard/physical/2026-02-01_00-00-00-news%04d".formatted(COUNT.incrementAndGet()));
  }

  private BackupKind kind() {
    return backupId.contains("/physical/") ? BackupKind.PHYSICAL : BackupKind.LOGICAL;
  }

  /** Null when the backup is not among the points. */
  public String statusIn(JsonPath points) {
    return points.getString("find { it.backupId == '" + backupId + "' }?.status");
  }

  public BackupCompleted completed() {
    return new BackupCompleted(
        backupId,
        SOURCE,
        kind(),
        "daily",
        "dba",
        REPOSITORY,
        UUID.randomUUID(),
        1,
        BackupTrigger.SCHEDULE,
        TAKEN,
        TAKEN,
        TAKEN,
        1,
        1,
        1,
        1,
        "15.4",
        1,
        1);
  }

  public BackupDeleted deleted() {
    return new BackupDeleted(
        backupId, SOURCE, kind(), REPOSITORY, "older than 30 days", Instant.now());
  }

  public VerificationPassed passed(Instant at) {
    return new VerificationPassed(
        UUID.randomUUID(),
        backupId,
        SOURCE,
        kind(),
        "daily",
        "dba",
        REPOSITORY,
        VerificationTrigger.BACKUP_COMPLETED,
        Level.CONTENT,
        TAKEN,
        at,
        TAKEN,
        1,
        1);
  }

  public VerificationFailed failed(Instant at) {
    return new VerificationFailed(
        UUID.randomUUID(),
        backupId,
        SOURCE,
        kind(),
        "daily",
        "dba",
        REPOSITORY,
        VerificationTrigger.SCHEDULE,
        null,
        TAKEN,
        at,
        TAKEN,
        List.of(),
        FAILURE);
  }

  public VerificationInconclusive inconclusive(Instant at) {
    return new VerificationInconclusive(
        UUID.randomUUID(),
        backupId,
        SOURCE,
        kind(),
        "daily",
        "dba",
        REPOSITORY,
        VerificationTrigger.SCHEDULE,
        null,
        TAKEN,
        at,
        FAILURE,
        true);
  }
}
