package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Disks that are full: told with a class of their own, cleaned up, and well again with room. */
@ExtendWith(SharedSuite.class)
class FullDiskIT {

  private final Suite suite;

  FullDiskIT(Suite suite) {
    this.suite = suite;
  }

  @Test
  void aBackupOntoAFullDiskFailsLeavesNothingHalfWrittenAndTheDiskIsTold() throws IOException {
    Path disk = SmallDisks.repository(suite.stack());
    assumeTrue(SmallDisks.isMounted(disk), "mounting a small disk needs root");
    SmallDisks.leave(disk, 8);
    String job;
    try {
      job = suite.askForBackup(Sources.SMALL);
      JsonNode failed = suite.ended(SuiteService.BACKUP, job);

      assertThat(failed.get("state").asText()).as(failed.toPrettyString()).isEqualTo("FAILED");
      assertThat(failed.at("/failure/errorClass").asText()).isEqualTo("DISK_FULL");
      assertThat(files(disk, "manifest.json")).isEmpty();
      assertThat(unfinishedObjects(disk)).isEmpty();
      await().atMost(Suite.PATIENCE).until(() -> isTold(disk));
      await().atMost(Suite.PATIENCE).until(() -> isMailedToAdministrators(disk));
      await()
          .atMost(Suite.PATIENCE)
          .until(() -> suite.events().count("backup.failed", job, "DISK_FULL") == 1);
    } finally {
      SmallDisks.makeRoom(disk);
    }

    suite.verifiedBackup(Sources.SMALL);
    assertThat(files(disk, "manifest.json")).hasSize(1);
  }

  @Test
  void aVerificationWithoutRoomIsInconclusiveAndPassesWhenThereIsSome() throws IOException {
    Path scratch = SmallDisks.scratch(suite.stack());
    assumeTrue(SmallDisks.isMounted(scratch), "mounting a small disk needs root");
    SmallDisks.leave(scratch, 2);
    String backupId;
    try {
      backupId = suite.succeeded(SuiteService.BACKUP, suite.askForBackup(Suite.SOURCE), "backupId");
      await()
          .atMost(Suite.PATIENCE)
          .until(
              () -> suite.events().count("verification.inconclusive", backupId, "DISK_FULL") > 0);
      assertThat(files(scratch, "spool")).isEmpty();
      await().atMost(Suite.PATIENCE).until(() -> isTold(scratch));
    } finally {
      SmallDisks.makeRoom(scratch);
    }

    suite.awaitVerified(backupId);
    assertThat(suite.events().count("verification.failed", backupId)).isZero();
  }

  private boolean isTold(Path disk) {
    return suite.events().count("storage.low", "\"volume\":\"" + disk + "\"", "CRITICAL") > 0;
  }

  private boolean isMailedToAdministrators(Path disk) {
    return suite.stack().mail().received().stream()
        .filter(mail -> mail.to().contains(Sources.ADMINISTRATORS))
        .anyMatch(mail -> mail.text().orElse("").contains(disk.toString()));
  }

  /** The lock of those who replace objects is no object: it is empty and stays. */
  private static List<Path> unfinishedObjects(Path disk) throws IOException {
    return files(disk, "/.incoming/").stream()
        .filter(file -> !file.endsWith("replace.lock"))
        .toList();
  }

  private static List<Path> files(Path folder, String part) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(part))
          .toList();
    }
  }
}
