package io.salvaguarda.restore.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.DrillCompleted;
import io.salvaguarda.events.DrillStep;
import io.salvaguarda.restore.testing.Beats;
import io.salvaguarda.restore.testing.Drills;
import io.salvaguarda.restore.testing.Ledger;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster with archived WAL, with and without a heartbeat. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
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
  void aDrillRecoversToTheEndOfTheLogAndCountsWhatIsLostFromTheLastCommit() {
    try (Told told = new Told()) {
      String id = Drills.begun("rehearsed", "physical");

      JsonPath job = Drills.ended(id);

      assertThat(job.getString("failure")).isNull();
      DrillCompleted event =
          told.first(DrillCompleted.class, e -> e.drillId().equals(UUID.fromString(id)));
      Instant last = ledger.commits().getLast();
      assertThat(event.reachedAt()).isEqualTo(last);
      assertThat(event.lossMillis())
          .isEqualTo(Duration.between(last, event.startedAt()).toMillis());
      assertThat(event.steps())
          .extracting(DrillStep::name)
          .containsExactly("CHECK", "RESTORE", "RECOVER", "RENAME", "OPEN");
      assertThat(Drills.recorded("rehearsed").getLong("[0].walBytes")).isPositive();
      assertThat(RestoreStack.leftInScratch()).isZero();
    }
  }

  @Test
  void aHeartbeatShowsThatNothingWasLostWhereNothingWasCommitted() {
    Beats.prepare(source);
    Instant beat = Beats.beat(source);
    source.archive();

    JsonPath job = Drills.ended(Drills.begun("rehearsed", "physical"));

    assertThat(Instant.parse(job.getString("result.reachedAt"))).isAfterOrEqualTo(beat);
    assertThat(job.getList("result.notes", String.class))
        .noneMatch(note -> note.startsWith("Without a heartbeat"));
  }
}
