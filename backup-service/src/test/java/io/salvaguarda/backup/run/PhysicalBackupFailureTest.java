package io.salvaguarda.backup.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.SourceData;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.replication.ReplicationConnection;
import io.salvaguarda.repository.BackupId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class PhysicalBackupFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not-a-replicator | SOURCE_PERMISSION     | ALTER ROLE \"nobody\" REPLICATION",
        "wrong-replicator | SOURCE_AUTHENTICATION | replicationUser"
      })
  void whoMayNotReadTheClusterIsToldSoAtOnce(String source, ErrorClass error, String remedy) {
    JsonPath ended = Rest.ended(Rest.ask(source, "physical"));

    assertThat(ended.getString("state")).isEqualTo("FAILED");
    assertThat(ended.getInt("attempt")).isEqualTo(1);
    assertThat(ended.getString("failure.kind")).isEqualTo("TERMINAL");
    assertThat(ended.getString("failure.errorClass")).isEqualTo(error.name());
    assertThat(ended.getString("failure.nextStep")).contains(remedy);
    assertThat(ended.prettify())
        .doesNotContain("not-the-password-9f3")
        .doesNotContain(SourceData.PASSWORD);
  }

  @Test
  void aServerWhoseSendersAreAllTakenIsTriedAgain() throws Exception {
    List<ReplicationConnection> others = new ArrayList<>();
    UUID job;
    try {
      for (long i = number("select current_setting('max_wal_senders')::int"); i > 0; i--) {
        others.add(ReplicationConnection.open(replicator(), Side.SOURCE).orThrow());
      }

      job = Rest.ask("cluster", "physical");

      await()
          .pollInterval(20, MILLISECONDS)
          .atMost(60, SECONDS)
          .until(() -> Rest.job(job).getString("failure.kind") != null);
      assertThat(Rest.job(job).getString("failure.kind")).isEqualTo("RETRYABLE");
      assertThat(Rest.job(job).getString("failure.message")).contains("max_wal_senders");
    } finally {
      others.forEach(ReplicationConnection::close);
    }
    assertThat(Rest.ended(job).getString("state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void aSourceThatIsKilledInMidBackupLeavesNoManifest() throws Exception {
    List<BackupId> before = physical("cluster-far");
    try (Told told = new Told()) {
      UUID job = Rest.ask("cluster-far", "physical");
      long s3 = heldInTheMiddle();
      try {
        Rest.operator()
            .body("{\"source\": \"cluster-far\", \"kind\": \"physical\"}")
            .post("/backups")
            .then()
            .statusCode(409);
        BackupStack.source().kill9();
      } finally {
        signal("CONT", s3);
      }

      JsonPath ended = Rest.ended(job);

      assertThat(ended.getString("state")).isEqualTo("FAILED");
      assertThat(ended.getInt("attempt")).isEqualTo(3);
      BackupFailed failed = told.first(BackupFailed.class, e -> e.jobId().equals(job));
      assertThat(failed.kind()).isEqualTo(BackupKind.PHYSICAL);
      assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.SOURCE_UNREACHABLE);
      assertThat(told.all(BackupCompleted.class, e -> e.jobId().equals(job))).isEmpty();
      assertThat(physical("cluster-far")).isEqualTo(before);
    } finally {
      BackupStack.source().restart();
    }
  }

  @Test
  void aCancelledBackupLeavesTheServerAlone() throws Exception {
    UUID job = Rest.ask("cluster-far", "physical");
    long s3 = heldInTheMiddle();
    try {
      Rest.operator().post("/jobs/" + job + "/cancel").then().statusCode(202);

      await().atMost(60, SECONDS).until(() -> Rest.state(job).equals("CANCELLED"));
      await()
          .atMost(60, SECONDS)
          .until(
              () ->
                  number(
                          "select (select count(*) from pg_stat_progress_basebackup)"
                              + " + (select count(*) from pg_replication_slots)")
                      == 0);
    } finally {
      signal("CONT", s3);
    }
  }

  /** Nothing is stored any more: the process that must be let go on is returned. */
  private static long heldInTheMiddle() throws Exception {
    await()
        .pollInterval(5, MILLISECONDS)
        .atMost(60, SECONDS)
        .until(PhysicalBackupFailureTest::isStreaming);
    long s3 = BackupStack.s3().process().pid();
    signal("STOP", s3);
    try {
      await()
          .during(500, MILLISECONDS)
          .atMost(5, SECONDS)
          .until(PhysicalBackupFailureTest::isStreaming);
      return s3;
    } catch (ConditionTimeoutException e) {
      signal("CONT", s3);
      throw e;
    }
  }

  private static boolean isStreaming() throws Exception {
    return number(
            "select count(*) from pg_stat_progress_basebackup"
                + " where phase = 'streaming database files'")
        == 1;
  }

  private static List<BackupId> physical(String source) throws IOException {
    return BackupStack.repository("main").list(source).stream()
        .filter(id -> id.kind() == BackupId.Kind.PHYSICAL)
        .toList();
  }

  private static ConnectionSpec replicator() {
    return BackupStack.source()
        .connection("postgres")
        .withUser("replicator", Password.of(SourceData.PASSWORD));
  }

  private static long number(String sql) throws Exception {
    try (Connection connection = BackupStack.source().connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor())
        .isZero();
  }
}
