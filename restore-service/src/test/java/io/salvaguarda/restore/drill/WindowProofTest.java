package io.salvaguarda.restore.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.RecoveryWindowFailed;
import io.salvaguarda.events.RecoveryWindowProven;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.restore.testing.Beats;
import io.salvaguarda.restore.testing.Drills;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One cluster whose log is archived; what happens to it is told in order. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowProofTest {

  private static PhysicalSource source;

  private static String asked(String id) {
    return Restores.as(ServiceStack.OPERATOR)
        .body(Map.of("source", id))
        .post("/recovery-window/proofs")
        .then()
        .statusCode(202)
        .extract()
        .path("jobId");
  }

  private static JsonPath window(String id) {
    return Restores.as(ServiceStack.VIEWER)
        .get("/recovery-window?source=" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  private static void beats(int count) {
    for (int i = 0; i < count; i++) {
      Beats.beat(source);
    }
  }

  @Test
  @Order(1)
  void aSourceWithoutAWindowIsNotProven() {
    JsonPath job = Drills.ended(asked("beating"));

    assertThat(job.getString("failure.errorClass")).isEqualTo("TARGET_UNREACHABLE");
    assertThat(window("beating").getString("lastProof")).isNull();
    assertThat(window("beating").getString("doubt.reason")).contains("no verified physical backup");
  }

  @Test
  @Order(2)
  void aRandomInstantIsRecoveredToAndTheHeartbeatCompared() {
    source = PhysicalSource.start("beating");
    Beats.prepare(source);
    source.backup();
    beats(200);
    source.archive();
    try (Told told = new Told()) {
      String id = asked("beating");

      JsonPath job = Drills.ended(id);

      assertThat(job.getString("failure")).isNull();
      RecoveryWindowProven event =
          told.first(RecoveryWindowProven.class, e -> e.proofId().equals(UUID.fromString(id)));
      assertThat(event.heartbeat()).isTrue();
      assertThat(event.reachedAt()).isBeforeOrEqualTo(event.target());
      assertThat(Duration.between(event.reachedAt(), event.target()))
          .isLessThan(Duration.ofSeconds(32));
      JsonPath window = window("beating");
      assertThat(Instant.parse(window.getString("lastProof.target"))).isEqualTo(event.target());
      assertThat(window.getString("doubt")).isNull();
      assertThat(RestoreStack.leftInScratch()).isZero();
    }
  }

  @Test
  @Order(3)
  void aClusterThatHoldsWhatWasWrittenLaterIsAFailureThatIsToldAndShown() {
    try (PhysicalSource dreaming = PhysicalSource.start("dreaming");
        Told told = new Told()) {
      Beats.prepare(dreaming);
      Beats.at(dreaming, "-1 day");
      dreaming.backup();
      dreaming.execute("create table later ()");
      dreaming.archive();
      String id = asked("dreaming");

      JsonPath job = Drills.ended(id);

      assertThat(job.getString("failure.errorClass")).isEqualTo("CONTENT_DIFFERS");
      assertThat(job.getInt("attempt")).isEqualTo(1);
      RecoveryWindowFailed event =
          told.first(RecoveryWindowFailed.class, e -> e.proofId().equals(UUID.fromString(id)));
      assertThat(event.failure().message()).contains("holds what was written at");
      assertThat(window("dreaming").getString("doubt.reason")).isEqualTo(event.failure().message());
      assertThat(RestoreStack.leftInScratch()).isZero();
    }
  }

  @Test
  @Order(4)
  void onlyOperatorsMayAskAndOnlyForSources() {
    Restores.as(ServiceStack.VIEWER)
        .body(Map.of("source", "beating"))
        .post("/recovery-window/proofs")
        .then()
        .statusCode(403);
    Restores.as(ServiceStack.OPERATOR)
        .body(Map.of("source", "nobody"))
        .post("/recovery-window/proofs")
        .then()
        .statusCode(400);
  }
}
