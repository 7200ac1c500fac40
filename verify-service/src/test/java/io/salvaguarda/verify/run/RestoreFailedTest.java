package io.salvaguarda.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreTarget;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationStarted;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class RestoreFailedTest {

  private final Verified service = new Verified();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aRestoreThatBlamesItsBackupHasItVerified() throws Exception {
    BackupCompleted backup = verified();
    Path chunk = lastChunkOf(backup);
    byte[] sound = Files.readAllBytes(chunk);
    Files.delete(chunk);

    service.tell(failed(backup, ErrorClass.BACKUP_DAMAGED));

    VerificationFailed found =
        service.events(VerificationFailed.class, backup.backupId(), 1).getFirst();
    Files.write(chunk, sound); // other tests share it
    assertThat(found.trigger()).isEqualTo(VerificationTrigger.REQUEST);
    assertThat(found.findings()).singleElement().matches(f -> f.code().equals("CHUNK_MISSING"));
  }

  @Test
  void aDrillThatBlamesItsBackupHasItVerified() {
    BackupCompleted backup = verified();

    service.tell(
        new DrillFailed(
            UUID.randomUUID(),
            backup.backupId(),
            backup.sourceId(),
            backup.kind(),
            backup.team(),
            Instant.now(),
            Instant.now(),
            failure(ErrorClass.CONTENT_DIFFERS)));

    assertThat(service.events(VerificationStarted.class, backup.backupId(), 2)).hasSize(2);
  }

  @Test
  void aRestoreThatFailedForAnotherReasonSaysNothingOfItsBackup() {
    BackupCompleted backup = verified();

    service.tell(failed(backup, ErrorClass.TARGET_EXISTS));
    service.tell(failed(backup, ErrorClass.CANCELLED));

    // told last on the same topic: when this one is verified, the others have been taken
    BackupCompleted last = verified();
    service.tell(failed(last, ErrorClass.CONTENT_DIFFERS));
    service.events(VerificationStarted.class, last.backupId(), 2);
    assertThat(service.events(VerificationStarted.class, backup.backupId())).hasSize(1);
  }

  private BackupCompleted verified() {
    BackupCompleted backup = TestBackups.make("shallow");
    service.tell(backup);
    assertThat(service.outcomeOf(backup.backupId()).getString("outcome")).isEqualTo("PASSED");
    return backup;
  }

  private static Path lastChunkOf(BackupCompleted backup) throws Exception {
    Manifest manifest = VerifyStack.repository("disk").manifest(BackupId.parse(backup.backupId()));
    return VerifyStack.diskFile(
        manifest.stream("dump").orElseThrow().chunks().getLast().objectKey());
  }

  private static RestoreFailed failed(BackupCompleted backup, ErrorClass why) {
    return new RestoreFailed(
        UUID.randomUUID(),
        backup.backupId(),
        backup.sourceId(),
        backup.kind(),
        backup.team(),
        new RestoreTarget("127.0.0.1", 5432, "shop"),
        Instant.now(),
        Instant.now(),
        failure(why));
  }

  private static Failure failure(ErrorClass why) {
    return new Failure(FailureKind.TERMINAL, why, "It failed.", "Look.", List.of());
  }
}
