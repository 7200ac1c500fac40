package io.salvaguarda.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.backup.testing.Retentions;
import io.salvaguarda.backup.testing.Told;
import io.salvaguarda.events.BackupHoldPlaced;
import io.salvaguarda.events.BackupHoldReleased;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Hold;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class LegalHoldTest {

  private final BackupRepository repository = BackupStack.repository("disk");

  @Test
  void aHeldBackupStaysUntilSomebodyWhoMayReleasesIt() throws IOException {
    String oldest = Rest.backedUp("held");
    String old = Rest.backedUp("held");
    String newer = Rest.backedUp("held");
    String newest = Rest.backedUp("held");
    Retentions.age(oldest, 60, "VERIFIED");
    Retentions.age(old, 50, "UNVERIFIED");

    hold(oldest, "case 4711").statusCode(200).body("hold.by", equalTo("test-operator"));
    hold(oldest, "case 4711").statusCode(200);

    assertThat(Rest.backup(oldest).getString("hold.reason")).isEqualTo("case 4711");
    assertThat(Rest.backup(old).getString("hold")).isNull();
    assertThat(repository.holdOf(BackupId.parse(oldest)).map(Hold::text))
        .contains("held by test-operator: case 4711");
    CatalogSql.execute(
        "update backup set status = 'UNVERIFIED' where backup_id = '" + oldest + "'");
    Retentions.run("held");
    assertThat(repository.list("held"))
        .extracting(Object::toString)
        .containsExactly(newest, newer, oldest);

    Rest.operator().delete("/backups/" + oldest + "/hold").then().statusCode(403);
    Rest.admin().delete("/backups/" + oldest + "/hold").then().statusCode(204);
    Rest.admin()
        .delete("/backups/" + oldest + "/hold")
        .then()
        .statusCode(404)
        .body("field", equalTo("backup"))
        .body("detail", containsString("not held"));

    Retentions.run("held");
    assertThat(repository.list("held")).extracting(Object::toString).containsExactly(newest, newer);
    try (Told told = new Told()) {
      BackupHoldReleased released =
          told.first(BackupHoldReleased.class, e -> e.backupId().equals(oldest));
      assertThat(released.releasedBy()).isEqualTo("test-admin");
      assertThat(told.all(BackupHoldPlaced.class, e -> e.backupId().equals(oldest)))
          .singleElement()
          .satisfies(placed -> assertThat(placed.reason()).isEqualTo("case 4711"));
    }
  }

  @Test
  void whatCannotBeHeldIsSaidWithItsRemedy() throws IOException {
    String backup = Rest.backedUp("held");

    for (String reason : new String[] {"", "  ", "two\nlines", "x".repeat(501), "\u0000"}) {
      hold(backup, reason).statusCode(400).body("field", equalTo("reason"));
    }
    Rest.operator().body("{}").put("/backups/" + backup + "/hold").then().statusCode(400);
    Rest.operator()
        .body("{\"because\": 1}")
        .put("/backups/" + backup + "/hold")
        .then()
        .statusCode(400)
        .body("field", equalTo("because"));
    Rest.viewer()
        .contentType("application/json")
        .body(Map.of("reason", "x"))
        .put("/backups/" + backup + "/hold")
        .then()
        .statusCode(403);
    hold("held/logical/2020-01-01_00-00-00-none", "x")
        .statusCode(404)
        .body("field", equalTo("backup"));
    repository.hold(BackupId.parse(backup), new Hold.Placed("legal", "audit", Instant.now()));
    hold(backup, "another")
        .statusCode(409)
        .body("detail", containsString("held by legal"))
        .body("detail", containsString("release it first"));
    assertThat(Rest.backup(backup).getString("hold.by")).isEqualTo("legal");

    Files.delete(BackupStack.diskFile("backups/" + backup + "/hold.json"));
    Files.delete(BackupStack.diskFile("backups/" + backup + "/manifest.json"));
    hold(backup, "too late").statusCode(404);
  }

  @Test
  void whatIsHeldInTheRepositoryAloneIsNotDeletedAndLearned() throws IOException {
    String oldest = Rest.backedUp("held-elsewhere");
    String damaged = Rest.backedUp("held-elsewhere");
    String verified = Rest.backedUp("held-elsewhere");
    Rest.backedUp("held-elsewhere");
    Retentions.age(oldest, 60, "UNVERIFIED");
    Retentions.age(damaged, 50, "UNVERIFIED");
    Retentions.age(verified, 40, "VERIFIED");
    repository.hold(BackupId.parse(oldest), new Hold.Placed("legal", "audit", Instant.now()));
    Files.writeString(BackupStack.diskFile("backups/" + damaged + "/hold.json"), "{}");

    Retentions.run("held-elsewhere");

    assertThat(repository.list("held-elsewhere")).hasSize(4);
    assertThat(Rest.backup(oldest).getString("hold.reason")).isEqualTo("audit");
    assertThat(Rest.backup(damaged).getString("hold.by")).isEqualTo("unknown");

    CatalogSql.execute("delete from backup where source_id = 'held-elsewhere'");
    repository.release(BackupId.parse(damaged));
    // two of the configured repositories cannot be read
    Rest.operator().post("/backups/rebuild").then().statusCode(503);

    JsonPath again = Rest.backup(oldest);
    assertThat(again.getString("hold.by")).isEqualTo("legal");
    assertThat(Rest.backup(damaged).getString("hold")).isNull();
    repository.release(BackupId.parse(oldest));
    Rest.operator().post("/backups/rebuild").then().statusCode(503);
    assertThat(Rest.backup(oldest).getString("hold")).isNull();
    try (Told told = new Told()) {
      BackupHoldReleased released =
          told.first(BackupHoldReleased.class, e -> e.backupId().equals(oldest));
      assertThat(released.releasedBy()).isNull();
    }
  }

  private static ValidatableResponse hold(String backupId, String reason) {
    return Rest.operator()
        .body(Map.of("reason", reason))
        .put("/backups/" + backupId + "/hold")
        .then();
  }
}
