package io.salvaguarda.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.Retentions;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupChoice;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.RetentionExecuted;
import io.salvaguarda.events.RetentionPlanned;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Between the announcement and the deletion there is time to object. */
@QuarkusTest
@QuarkusTestResource(
    value = BackupStack.class,
    initArgs = @ResourceArg(name = "notice", value = "15s"),
    restrictToAnnotatedClass = true)
class RetentionNoticeTest {

  @Test
  void whatIsHeldAfterItWasAnnouncedStaysAndWhatWasNotAnnouncedToo() throws IOException {
    String disputed = Rest.backedUp("aging");
    String old = Rest.backedUp("aging");
    String dueLater = Rest.backedUp("aging");
    String newer = Rest.backedUp("aging");
    String newest = Rest.backedUp("aging");
    Retentions.age(disputed, 60, "UNVERIFIED");
    Retentions.age(old, 50, "UNVERIFIED");
    Retentions.age(newer, 35, "VERIFIED");
    JsonPath before = forecast();

    Retentions.plan("aging");
    Rest.operator()
        .body(Map.of("reason", "case 4711"))
        .put("/backups/" + disputed + "/hold")
        .then()
        .statusCode(200);
    Retentions.age(dueLater, 40, "UNVERIFIED");
    JsonPath announced = forecast();

    try (Told told = new Told()) {
      RetentionExecuted executed =
          told.first(RetentionExecuted.class, e -> e.sourceId().equals("aging"));
      RetentionPlanned planned =
          told.first(RetentionPlanned.class, e -> e.sourceId().equals("aging"));
      BackupDeleted deleted = told.first(BackupDeleted.class, e -> e.sourceId().equals("aging"));
      assertThat(planned.backups())
          .extracting(BackupChoice::backupId)
          .containsExactly(disputed, old);
      assertThat(planned.executesAt()).isEqualTo(planned.plannedAt().plusSeconds(15));
      assertThat(deleted.backupId()).isEqualTo(old);
      assertThat(Duration.between(planned.executesAt(), deleted.deletedAt())).isPositive();
      assertThat(executed.deleted()).extracting(BackupChoice::backupId).containsExactly(old);
      assertThat(executed.kept())
          .containsExactly(new BackupChoice(disputed, "held by test-operator: case 4711"));
      assertThat(announced.getString("announced.jobId")).isEqualTo(executed.jobId().toString());
    }
    assertThat(BackupStack.repository("disk").list("aging"))
        .extracting(Object::toString)
        .containsExactly(newest, newer, dueLater, disputed);

    assertThat(before.getString("announced")).isNull();
    assertThat(before.getString("plan")).isEqualTo("never");
    assertThat(before.getString("nextRunAt")).isNotNull();
    assertThat(before.getList("backups.backupId"))
        .containsExactly(newest, newer, dueLater, old, disputed);
    assertThat(before.getList("backups.goes", Boolean.class))
        .containsExactly(false, false, false, true, true);
    assertThat(before.getList("backups.reason"))
        .containsExactly(
            "younger than 30 days",
            "the newest verified",
            "younger than 30 days",
            "older than 30 days",
            "older than 30 days");
    assertThat(announced.getList("announced.backups")).containsExactly(disputed, old);
    assertThat(announced.getString("backups[4].reason"))
        .isEqualTo("held by test-operator: case 4711");
    Rest.viewer()
        .get("/sources/nobody/retention")
        .then()
        .statusCode(404)
        .body("field", equalTo("source"));
  }

  private static JsonPath forecast() {
    return Rest.viewer()
        .get("/sources/aging/retention")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
