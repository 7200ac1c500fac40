package io.salvaguarda.restore.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillStep;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.restore.testing.Beats;
import io.salvaguarda.restore.testing.Drills;
import io.salvaguarda.restore.testing.Ledger;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A cluster with archived WAL, with and without a heartbeat. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PhysicalDrillTest {

  private static PhysicalSource source;
  private static Ledger ledger;

  /** Once; not before the first test, when RestAssured does not know the service's port yet. */
  @BeforeEach
  void aClusterThatIsWrittenTo() {
    if (source == null) {
      source = PhysicalSource.start("rehearsed");
      ledger = new Ledger(source);
      ledger.write(20);
      source.backup();
      ledger.write(20);
      source.archive();
    }
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @Test
  @Order(1)
  void aDrillRecoversToTheEndOfTheLogAndCountsWhatIsLostFromTheLastCommit() {
    try (Told told = new Told()) {
      String id = Drills.begun("rehearsed", "physical");

      JsonPath job = Drills.ended(id);

      assertThat(job.getString("failure")).isNull();
      DrillCompleted event =
          told.first(DrillCompleted.class, e -> e.drillId().equals(UUID.fromString(id)));
      Instant last = ledger.commits().getLast();
      assertThat(event.reachedAt()).isEqualTo(last);
      long lost = Duration.between(last, event.startedAt()).toMillis();
      assertThat(event.lossMillis()).isBetween(lost, lost + 1_000);
      assertThat(event.steps())
          .extracting(DrillStep::name)
          .containsExactly("CHECK", "RESTORE", "RECOVER", "RENAME", "OPEN");
      assertThat(Drills.recorded("rehearsed").getLong("[0].walBytes")).isPositive();
      assertThat(RestoreStack.leftInScratch()).isZero();
    }
  }

  @Test
  @Order(2)
  void aHeartbeatShowsThatNothingWasLostWhereNothingWasCommitted() {
    Beats.prepare(source);
    Instant beat = Beats.beat(source);
    source.archive();

    JsonPath job = Drills.ended(Drills.begun("rehearsed", "physical"));

    assertThat(Instant.parse(job.getString("result.reachedAt"))).isAfterOrEqualTo(beat);
    assertThat(job.getList("result.notes", String.class))
        .noneMatch(note -> note.startsWith("Without a heartbeat"));
  }

  @Test
  @Order(3)
  void aPreviewSaysHowLongByWhatTheLatestDrillTook() {
    CatalogSql.execute(
        """
        insert into drill (id, source_id, kind, team, outcome, requested_by, started_at, ended_at,
                           recovery_millis, steps, reached_at, loss_millis, bytes, wal_bytes)
        values (gen_random_uuid(), 'rehearsed', 'PHYSICAL', 'dba', 'COMPLETED', 'test', now(),
                now() + interval '1 h', 5000000,
                '[{"name":"RESTORE","millis":0},{"name":"RECOVER","millis":0}]',
                now(), 0, 1000, 1000)
        """);

    long seconds =
        Restores.ask(
                ServiceStack.OPERATOR,
                Map.of("source", "rehearsed", "kind", "physical", "preview", true))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getLong("estimatedSeconds");

    assertThat(seconds).isEqualTo(5000);
  }
}
