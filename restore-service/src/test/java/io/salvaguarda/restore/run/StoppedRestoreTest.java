package io.salvaguarda.restore.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.Gate;
import io.salvaguarda.restore.testing.PgRestores;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class StoppedRestoreTest {

  private static String begun(String target) {
    Backups.verified("gated", "gated");
    return Restores.begun(Map.of("source", "gated", "targetDatabase", target));
  }

  private static void requireNothingLeft(String job, String target) {
    assertThat(Databases.working(job)).isEmpty();
    assertThat(Databases.exists(target)).isFalse();
    await().atMost(60, SECONDS).until(() -> RestoreStack.leftInScratch() == 0);
  }

  private static RestoreFailed failureOf(String job) {
    try (Told told = new Told()) {
      return told.first(RestoreFailed.class, e -> e.restoreId().toString().equals(job));
    }
  }

  @Test
  void cancellingKillsPgRestoreAndLeavesNothing() {
    try (Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      String job = begun("cancelled");
      ProcessHandle process = PgRestores.awaitOf(job);
      assertThat(Databases.working(job)).hasSize(1);
      assertThat(RestoreStack.leftInScratch()).isPositive();

      Restores.cancel(job);

      await().atMost(60, SECONDS).until(() -> !process.isAlive());
      assertThat(Restores.ended(job).getString("state")).isEqualTo("CANCELLED");
      requireNothingLeft(job, "cancelled");
      assertThat(failureOf(job).failure().errorClass()).isEqualTo(ErrorClass.CANCELLED);
      assertThat(failureOf(job).failure().message()).contains("test-operator");
    }
  }

  @Test
  void aRestorePastItsDeadlineIsKilledAndLeavesNothing() {
    try (Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      String job = begun("late");
      ProcessHandle process = PgRestores.awaitOf(job);

      CatalogSql.execute("update job set deadline_at = clock_timestamp() where id = '" + job + "'");

      await().atMost(60, SECONDS).until(() -> !process.isAlive());
      JsonPath ended = Restores.ended(job);
      assertThat(ended.getString("state")).isEqualTo("FAILED");
      assertThat(ended.getString("failure.errorClass")).isEqualTo("DEADLINE");
      requireNothingLeft(job, "late");
      assertThat(failureOf(job).failure().errorClass()).isEqualTo(ErrorClass.DEADLINE);
    }
  }

  @Test
  void aWorkerThatLostItsLeaseStopsAndAnotherAttemptRestores() {
    Gate gate = Gate.shut();
    String job = begun("second try");
    ProcessHandle first = PgRestores.awaitOf(job);

    Restores.loseLease(job);

    await().atMost(60, SECONDS).until(() -> !first.isAlive());
    gate.close();
    JsonPath ended = Restores.succeeded(job);
    assertThat(ended.getInt("attempt")).isGreaterThanOrEqualTo(2);
    assertThat(Databases.count("second try", "behind")).isEqualTo(2);
    assertThat(Databases.comment("second try")).isEqualTo("kept closed");
    await().atMost(60, SECONDS).until(() -> Databases.working(job).isEmpty());
    try (Told told = new Told()) {
      told.first(RestoreCompleted.class, e -> e.restoreId().toString().equals(job));
      assertThat(told.all(RestoreCompleted.class, e -> e.restoreId().toString().equals(job)))
          .hasSize(1);
      assertThat(told.all(RestoreStarted.class, e -> e.restoreId().toString().equals(job)))
          .hasSize(1);
    }
  }

  @Test
  void aRestoreKilledBeforeItWasSettledKnowsItsOwnWorkAgain() {
    String job = begun("done once");
    Restores.succeeded(job);
    String oid = Databases.oid("done once");

    Restores.unsettle(job);

    JsonPath again = Restores.succeeded(job);
    assertThat(again.getInt("attempt")).isEqualTo(2);
    assertThat(again.getList("result.notes", String.class).toString()).contains("earlier attempt");
    assertThat(Databases.oid("done once")).isEqualTo(oid);
  }

  @Test
  void whatAKilledAttemptLeftIsSweptUpWhenNoOtherFollows() {
    String job = UUID.randomUUID().toString();
    String unknown = UUID.randomUUID().toString();
    leaveBehind(job);
    leaveBehind(unknown);

    CatalogSql.execute(
        "insert into job (id, kind, exclusive_key, source_id, state, attempt, max_attempts,"
            + " run_after, deadline_at, cancel_by, requested_by, payload, finished_at)"
            + " values ('"
            + job
            + "', 'restore', 'x', 'gated', 'CANCELLED', 1, 3, now(), now(), 'me', 'me', '{}', now())");

    await().atMost(60, SECONDS).until(() -> Databases.working(job).isEmpty());
    assertThat(Databases.working(unknown)).hasSize(1);
  }

  private static void leaveBehind(String job) {
    Working working = new Working(UUID.fromString(job), 1);
    RestoreStack.source()
        .execute(
            "postgres",
            "create database " + working.database(),
            "comment on database " + working.database() + " is '" + working.mark() + "'");
  }
}
