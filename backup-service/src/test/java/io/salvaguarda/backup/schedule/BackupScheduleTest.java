package io.salvaguarda.backup.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Dumps;
import io.salvaguarda.backup.testing.Gate;
import io.salvaguarda.backup.testing.Logs;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.testing.CatalogSql;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class BackupScheduleTest {

  private final BackupTimetable timetable;
  private final Transactions transactions;

  BackupScheduleTest(BackupTimetable timetable, Transactions transactions) {
    this.timetable = timetable;
    this.transactions = transactions;
  }

  @Test
  void aDueTimeThatSeveralInstancesFireIsOneBackup() throws Exception {
    DueTime due =
        new DueTime(
            "timed",
            Instant.parse("2026-03-01T02:00:00Z"),
            Instant.parse("2028-02-29T00:00:00Z"),
            0);

    try (var instances = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        instances.submit(() -> transactions.await(session -> timetable.due(session, due)));
      }
      instances.shutdown();
      assertThat(instances.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
    await().atMost(60, SECONDS).until(() -> jobs("timed", "SUCCEEDED").equals("1"));
    transactions.await(session -> timetable.due(session, due)); // after a restart, say

    assertThat(CatalogSql.text("select count(*) from job where source_id = 'timed'"))
        .isEqualTo("1");
  }

  @Test
  void dueTimesThatPassedWhileNobodyRanAreOneBackup() {
    await().atMost(60, SECONDS).until(() -> nextDue("missed") != null);

    makeDue("missed", "50 hours");

    await().atMost(60, SECONDS).until(() -> jobs("missed", "SUCCEEDED").equals("1"));
    assertThat(CatalogSql.text("select count(*) from job where source_id = 'missed'"))
        .isEqualTo("1");
    assertThat(Instant.parse(Rest.source("missed").getString("nextBackupAt")))
        .isAfter(Instant.now())
        .matches(next -> next.atZone(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MIDNIGHT));
    try (Told told = new Told()) {
      assertThat(told.first(BackupCompleted.class, e -> e.sourceId().equals("missed")).trigger())
          .isEqualTo(BackupTrigger.SCHEDULE);
    }
  }

  @Test
  void aDueTimeDuringABackupIsSkippedAndTheNextOneStays() {
    await().atMost(60, SECONDS).until(() -> nextDue("busy") != null);
    try (Logs logs = new Logs();
        Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      UUID running = Rest.ask("busy");
      await().atMost(60, SECONDS).until(() -> !Dumps.of("blocked").isEmpty());

      makeDue("busy", "1 second");

      await()
          .atMost(60, SECONDS)
          .until(
              () ->
                  logs.lines().stream()
                      .anyMatch(line -> line.contains("event=backup.skipped source=busy")));
      assertThat(CatalogSql.text("select count(*) from job where source_id = 'busy'"))
          .isEqualTo("1");
      assertThat(Rest.source("busy").getString("runningJobId")).isEqualTo(running.toString());
      Rest.operator().post("/jobs/" + running + "/cancel").then().statusCode(202);
      Rest.ended(running);
    }
    assertThat(Instant.parse(Rest.source("busy").getString("nextBackupAt"))).isAfter(Instant.now());
  }

  private static String jobs(String source, String state) {
    return CatalogSql.text(
        "select count(*) from job where source_id = '%s' and state = '%s'"
            .formatted(source, state));
  }

  private static String nextDue(String source) {
    return CatalogSql.text("select next_due from schedule where key = '" + source + "'");
  }

  private static void makeDue(String source, String ago) {
    CatalogSql.execute(
        "update schedule set last_due = null, next_due = clock_timestamp() - interval '%s' where key = '%s' and timetable = '%s'"
            .formatted(ago, source, BackupTimetable.NAME));
  }
}
