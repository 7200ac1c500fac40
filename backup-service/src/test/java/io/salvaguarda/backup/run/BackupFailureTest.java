package io.salvaguarda.backup.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Dumps;
import io.salvaguarda.backup.testing.Gate;
import io.salvaguarda.backup.testing.Logs;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.RestoredCopy;
import io.salvaguarda.backup.testing.SourceData;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.FailureKind;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class BackupFailureTest {

  @ParameterizedTest
  @CsvSource({
    "wrong-password, SOURCE_AUTHENTICATION, sources.wrong-password.password",
    "no-database,    DATABASE_MISSING,      sources.no-database.database",
    "no-rights,      SOURCE_PERMISSION,     sources.no-rights.user",
    "wrong-key,      REPOSITORY_KEY,        repositories.other-key",
    "denied,         STORE_DENIED,          secretKey",
    "careless,       CONFIGURATION,         docs/s3-servers.md"
  })
  void whatNobodyCanWaitForFailsAtOnceAndNamesTheSetting(
      String source, ErrorClass errorClass, String setting) {
    try (Logs logs = new Logs();
        Told told = new Told()) {
      UUID job = Rest.ask(source);
      JsonPath ended = Rest.ended(job);

      assertThat(ended.getString("state")).isEqualTo("FAILED");
      assertThat(ended.getInt("attempt")).isEqualTo(1);
      assertThat(ended.getString("failure.kind")).isEqualTo("TERMINAL");
      BackupFailed failed = told.first(BackupFailed.class, e -> e.jobId().equals(job));
      assertThat(failed.failure().errorClass()).isEqualTo(errorClass);
      assertThat(failed.failure().nextStep()).contains(setting);
      assertThat(Rest.source(source).getString("lastFailure.errorClass"))
          .isEqualTo(errorClass.name());
      String everything =
          ended.prettify()
              + failed
              + Rest.source(source).prettify()
              + String.join("\n", logs.lines());
      assertThat(everything)
          .contains("event=backup.failed source=" + source)
          .doesNotContain("not-the-password-9f3")
          .doesNotContain(SourceData.PASSWORD)
          .doesNotContain("correct horse")
          .doesNotContain("another passphrase")
          .doesNotContain("a secret key that is not right");
    }
  }

  @Test
  void anUnreachableServerIsTriedAgainAndThenToldOnce() {
    try (Told told = new Told()) {
      UUID job = Rest.ask("no-server");
      JsonPath ended = Rest.ended(job);

      assertThat(ended.getString("state")).isEqualTo("FAILED");
      assertThat(ended.getInt("attempt")).isEqualTo(3);
      BackupFailed failed = told.first(BackupFailed.class, e -> e.jobId().equals(job));
      assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.SOURCE_UNREACHABLE);
      assertThat(failed.failure().kind()).isEqualTo(FailureKind.RETRYABLE);
      assertThat(failed.failure().message()).contains("no-server");
      assertThat(failed.failure().nextStep()).contains("sources.no-server.host");
      assertThat(told.all(BackupFailed.class, e -> e.jobId().equals(job))).hasSize(1);
    }
  }

  @Test
  void aBackupWhoseDumpIsKilledEachTimeIsNeverPublished() throws IOException {
    try (Told told = new Told();
        Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      UUID job = Rest.ask("blocked");
      await()
          .atMost(60, SECONDS)
          .until(
              () -> {
                Dumps.of("blocked").forEach(ProcessHandle::destroyForcibly);
                return Rest.state(job).equals("FAILED");
              });

      BackupFailed failed = told.first(BackupFailed.class, e -> e.jobId().equals(job));
      assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.DUMP_FAILED);
      assertThat(failed.attempt()).isEqualTo(3);
      assertThat(told.all(BackupCompleted.class, e -> e.sourceId().equals("blocked"))).isEmpty();
      assertThat(BackupStack.repository("disk").list("blocked")).isEmpty();
    }
  }

  @Test
  void aDumpThatLosesItsSourceMidwayIsTakenAgainAsAWhole() throws Exception {
    long s3 = BackupStack.s3().process().pid();
    UUID job = Rest.ask("bulk");
    await()
        .pollInterval(5, MILLISECONDS)
        .atMost(60, SECONDS)
        .until(() -> !Dumps.of("bulk").isEmpty());
    signal("STOP", s3); // nothing is stored any more, so pg_dump is held up in the middle
    try {
      await()
          .during(500, MILLISECONDS)
          .atMost(5, SECONDS)
          .until(() -> Dumps.of("bulk").size() == 1);
      BackupStack.source()
          .execute(
              "postgres",
              "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'bulk'"
                  + " and usename = 'backup'");
    } finally {
      signal("CONT", s3);
    }

    JsonPath ended = Rest.ended(job);

    assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(ended.getInt("attempt")).isGreaterThan(1);
    String backupId = ended.getString("result.backupId");
    assertThat(RestoredCopy.differences("main", backupId)).isEmpty();
    try (Told told = new Told()) {
      assertThat(told.first(BackupCompleted.class, e -> e.jobId().equals(job)).backupId())
          .isEqualTo(backupId);
      assertThat(told.all(BackupFailed.class, e -> e.jobId().equals(job))).isEmpty();
    }
  }

  @Test
  void aStoreThatIsAwayIsWaitedForAndTheBackupThenSucceeds() {
    Rest.backedUp("shop"); // the repository is open
    BackupStack.s3().process().kill9();
    UUID job;
    try {
      job = Rest.ask("shop");
      await()
          .atMost(60, SECONDS)
          .until(() -> "STORE_UNAVAILABLE".equals(Rest.job(job).getString("failure.errorClass")));
      assertThat(Rest.job(job).getString("failure.kind")).isEqualTo("RETRYABLE");
    } finally {
      BackupStack.s3().process().start();
    }

    JsonPath ended = Rest.ended(job);

    assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(RestoredCopy.differences("main", ended.getString("result.backupId"))).isEmpty();
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor())
        .isZero();
  }
}
