package io.salvaguarda.backup.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Dumps;
import io.salvaguarda.backup.testing.Gate;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.RestoredCopy;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.Manifest.BackedUpStream;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Plans whose dumps have three workers. */
@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class ParallelBackupTest {

  @Test
  void severalWorkersMakeOneBackupThatRestoresToWhatTheSourceWas() throws Exception {
    String backupId = Rest.backedUp("wide");

    assertThat(RestoredCopy.differences("main", backupId)).isEmpty();
    Manifest manifest = BackupStack.repository("main").manifest(BackupId.parse(backupId));
    assertThat(manifest.streams())
        .extracting(BackedUpStream::name)
        .contains("schema", "data-01", "data-02", "globals")
        .doesNotContain("dump");
    assertThat(manifest.facts().tools().get("workers").intValue()).isEqualTo(3);
    assertThat(Rest.backup(backupId).getLong("rows")).isEqualTo(7000);
  }

  @Test
  void theChunksAreThoseOfTheSerialMode() {
    JsonPath serial = Rest.backup(Rest.backedUp("narrow-bulk"));

    JsonPath parallel = Rest.backup(Rest.backedUp("wide-bulk"));

    assertThat(parallel.getLong("plainBytes")).isGreaterThan(50_000_000);
    assertThat(parallel.getLong("storedBytes")).isLessThan(serial.getLong("storedBytes") / 4);
  }

  @Test
  void oneKilledWorkerIsTheEndOfAllAndTheNextAttemptMakesTheBackup() throws Exception {
    // given
    Gate gate = Gate.shut();
    UUID job = Rest.ask("wide-blocked");
    await().atMost(60, SECONDS).until(() -> !Dumps.of("blocked").isEmpty());
    long held = Dumps.of("blocked").getFirst().pid();

    // when
    ProcessHandle.of(held).orElseThrow().destroyForcibly();

    // then
    await().atMost(60, SECONDS).until(() -> Rest.job(job).getInt("attempt") == 2);
    assertThat(Dumps.of("blocked")).noneMatch(dump -> dump.pid() == held);
    gate.close();
    JsonPath ended = Rest.ended(job);
    assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(BackupStack.repository("disk").list("wide-blocked")).hasSize(1);
  }

  @Test
  void cancellingKillsEveryWorkerAndPublishesNothing() throws Exception {
    try (Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      UUID job = Rest.ask("wide-blocked");
      await().atMost(60, SECONDS).until(() -> !Dumps.of("blocked").isEmpty());
      int before = BackupStack.repository("disk").list("wide-blocked").size();

      Rest.operator().post("/jobs/" + job + "/cancel").then().statusCode(202);

      assertThat(Rest.ended(job).getString("state")).isEqualTo("CANCELLED");
      await().atMost(60, SECONDS).until(() -> Dumps.of("blocked").isEmpty());
      assertThat(BackupStack.repository("disk").list("wide-blocked")).hasSize(before);
    }
  }
}
