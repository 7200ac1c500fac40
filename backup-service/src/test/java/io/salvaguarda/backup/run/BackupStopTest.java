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
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.kit.testing.CatalogSql;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class BackupStopTest {

  @Test
  void cancellingKillsTheDumpAndPublishesNothing() throws IOException {
    try (Told told = new Told();
        Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      UUID job = Rest.ask("blocked");
      await().atMost(60, SECONDS).until(() -> Dumps.of("blocked").size() == 1);

      Rest.operator().post("/jobs/" + job + "/cancel").then().statusCode(202);

      await().atMost(60, SECONDS).until(() -> Dumps.of("blocked").isEmpty());
      assertThat(Rest.ended(job).getString("state")).isEqualTo("CANCELLED");
      BackupCancelled cancelled = told.first(BackupCancelled.class, e -> e.jobId().equals(job));
      assertThat(cancelled.cancelledBy()).isEqualTo("test-operator");
      assertThat(BackupStack.repository("disk").list("blocked")).isEmpty();
      await().atMost(60, SECONDS).until(BackupStopTest::scratchIsEmpty);
    }
  }

  @Test
  void aBackupPastItsDeadlineIsKilledAndTold() {
    try (Told told = new Told();
        Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      UUID job = Rest.ask("late");

      JsonPath ended = Rest.ended(job);

      assertThat(ended.getString("state")).isEqualTo("FAILED");
      assertThat(told.first(BackupFailed.class, e -> e.jobId().equals(job)).failure().errorClass())
          .isEqualTo(ErrorClass.DEADLINE);
      await().atMost(60, SECONDS).until(() -> Dumps.of("blocked").isEmpty());
    }
  }

  @Test
  void aZombieKillsItsDumpAndAnotherAttemptMakesTheBackup() throws IOException {
    Gate gate = Gate.shut();
    UUID job = Rest.ask("blocked");
    await().atMost(60, SECONDS).until(() -> Dumps.of("blocked").size() == 1);
    long first = Dumps.of("blocked").getFirst().pid();

    CatalogSql.execute(
        "update job set owner = 'another', lease_until = clock_timestamp() where id = '"
            + job
            + "'");

    await()
        .atMost(60, SECONDS)
        .until(() -> Dumps.of("blocked").stream().noneMatch(dump -> dump.pid() == first));
    gate.close();
    JsonPath ended = Rest.ended(job);
    assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(ended.getInt("attempt")).isEqualTo(2);
    assertThat(BackupStack.repository("disk").list("blocked")).hasSize(1);
    BackupStack.repository("disk")
        .delete(BackupStack.repository("disk").list("blocked").getFirst());
    try (Told told = new Told()) {
      assertThat(told.first(BackupCompleted.class, e -> e.jobId().equals(job)).attempt())
          .isEqualTo(2);
      assertThat(told.all(BackupCompleted.class, e -> e.jobId().equals(job))).hasSize(1);
    }
  }

  private static boolean scratchIsEmpty() throws IOException {
    try (var left = Files.list(BackupStack.scratch())) {
      return left.findAny().isEmpty();
    }
  }
}
