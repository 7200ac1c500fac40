package io.salvaguarda.backup.heartbeat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Logs;
import io.salvaguarda.kit.testing.CatalogSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class HeartbeatTest {

  /** As docs/drills.md has it. */
  private static final String[] SET_UP = {
    "create schema salvaguarda",
    "create table salvaguarda.heartbeat"
        + " (one boolean primary key default true check (one), at timestamptz not null)",
    "insert into salvaguarda.heartbeat (at) values (now())",
    "grant usage on schema salvaguarda to backup",
    "grant update (at) on salvaguarda.heartbeat to backup"
  };

  private final MeterRegistry registry;

  HeartbeatTest(MeterRegistry registry) {
    this.registry = registry;
  }

  private static Instant beat(String database) {
    try (Connection connection = BackupStack.source().connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select at from salvaguarda.heartbeat")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitBeatAfter(String database, Instant before) {
    await().atMost(60, SECONDS).until(() -> beat(database).isAfter(before));
  }

  @Test
  void theRowIsWrittenAgainAndAgainByAUserThatMayDoNothingElseAndByOneInstanceOnly() {
    BackupStack.source().execute("beating", SET_UP);
    Instant first = beat("beating");
    awaitBeatAfter("beating", first);
    awaitBeatAfter("beating", beat("beating"));
    // as if another instance had its turn until then
    CatalogSql.execute(
        "update heartbeat set owner = 'another', due_at = clock_timestamp() + interval '2 s'"
            + " where source_id = 'beating'");

    await()
        .atMost(60, SECONDS)
        .until(
            () ->
                !"another"
                    .equals(
                        CatalogSql.text(
                            "select owner from heartbeat where source_id = 'beating'")));

    // a whole turn was let pass before this one took over
    Instant last = beat("beating");
    awaitBeatAfter("beating", last);
  }

  @Test
  void aHeartbeatThatCannotBeWrittenIsSaidOnceAndGoesOnWhenItCan() {
    BackupStack.source().execute("unheard", SET_UP);
    awaitBeatAfter("unheard", beat("unheard"));
    try (Logs logs = new Logs()) {
      BackupStack.source().execute("unheard", "delete from salvaguarda.heartbeat");
      await().atMost(60, SECONDS).until(() -> said(logs, "event=heartbeat.failing source=unheard"));
      // it fails on, each second
      await().atMost(60, SECONDS).until(() -> failures() >= 3);

      BackupStack.source()
          .execute("unheard", "insert into salvaguarda.heartbeat (at) values (now())");

      await().atMost(60, SECONDS).until(() -> said(logs, "event=heartbeat.resumed source=unheard"));
      assertThat(
              logs.lines().stream()
                  .filter(line -> line.contains("event=heartbeat.failing source=unheard")))
          .hasSize(1);
    }
  }

  private double failures() {
    return registry
        .find("salvaguarda.heartbeat.failed")
        .tags("source", "unheard", "error", "CONFIGURATION")
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private static boolean said(Logs logs, String what) {
    return logs.lines().stream().anyMatch(line -> line.contains(what));
  }
}
