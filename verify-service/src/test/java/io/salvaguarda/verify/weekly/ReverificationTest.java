package io.salvaguarda.verify.weekly;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.verify.testing.PhysicalBackups;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class ReverificationTest {

  private final Verified service = new Verified();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void atItsPlansTimeEveryRetainedBackupThatIsNotQuarantinedIsProvenAgain() throws Exception {
    BackupCompleted retained = proven("shallow");
    BackupCompleted physical = proven(PhysicalBackups.make("shallow"));
    BackupCompleted deleted = proven("shallow");
    BackupCompleted otherPlan = proven("nonsense");
    BackupCompleted quarantined = TestBackups.make("shallow");
    Path manifest = VerifyStack.diskFile("backups/" + quarantined.backupId() + "/manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"attempt\":1", "\"attempt\":7"));
    service.tell(quarantined);
    assertThat(service.outcomeOf(quarantined.backupId()).getString("outcome")).isEqualTo("FAILED");
    service.tell(
        new BackupDeleted(
            deleted.backupId(), "shallow", BackupKind.LOGICAL, "disk", "old", Instant.now()));
    proven("shallow"); // told after the deletion: then that is known too

    ServiceStack.catalog()
        .execute(
            "salvaguarda",
            "update verify.schedule set next_due = clock_timestamp() where name ="
                + " 'reverification/shallow'");

    assertThat(service.events(VerificationPassed.class, retained.backupId(), 2))
        .extracting(VerificationPassed::trigger)
        .containsExactly(VerificationTrigger.BACKUP_COMPLETED, VerificationTrigger.SCHEDULE);
    assertThat(service.events(VerificationPassed.class, physical.backupId(), 2)).hasSize(2);
    assertThat(service.latest(deleted.backupId()).getList("")).hasSize(1);
    assertThat(service.latest(quarantined.backupId()).getList("")).hasSize(1);
    assertThat(service.latest(otherPlan.backupId()).getList("")).hasSize(1);
  }

  private BackupCompleted proven(String source) {
    return proven(TestBackups.make(source));
  }

  private BackupCompleted proven(BackupCompleted backup) {
    service.tell(backup);
    service.outcomeOf(backup.backupId());
    return backup;
  }
}
