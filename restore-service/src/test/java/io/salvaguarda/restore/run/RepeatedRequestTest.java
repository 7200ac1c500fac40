package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class RepeatedRequestTest {

  private static Response keyed(String token, String key, Map<String, Object> body) {
    return Restores.as(token).header("Idempotency-Key", key).body(body).post("/restores");
  }

  @Test
  void theSameKeyIsTheSameRestoreHoweverTheBackupsLookByThen() throws Exception {
    String backup = Backups.verified("named", "shop");
    Map<String, Object> body = Map.of("source", "named", "targetDatabase", "keyed");

    Response first = keyed(ServiceStack.OPERATOR, "night-1", body);
    String job = first.path("jobId");
    Restores.succeeded(job);
    RestoreStack.repository("disk")
        .mark(
            new VerificationMark(
                BackupId.parse(backup),
                "v",
                Outcome.FAILED,
                Optional.empty(),
                Instant.now(),
                List.of()));
    Restores.as(ServiceStack.OPERATOR).post("/recovery-points/rebuild").then().statusCode(200);
    Response second = keyed(ServiceStack.OPERATOR, "night-1", body);

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.jsonPath().getBoolean("repeated")).isFalse();
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.jsonPath().getBoolean("repeated")).isTrue();
    assertThat(second.header("Location")).endsWith("/restores/" + job);
    assertThat(second.jsonPath().getString("backupId")).isEqualTo(backup);
    assertThat(Databases.count("keyed", "users")).isEqualTo(2000);
  }

  @Test
  void aKeyIsForOneRestoreAndForOneCaller() {
    String backup = Backups.verified("shop", "shop");
    Map<String, Object> body =
        Map.of("source", "shop", "backupId", backup, "targetDatabase", "mine");
    Map<String, Object> other =
        Map.of("source", "shop", "backupId", backup, "targetDatabase", "yours");
    String job = keyed(ServiceStack.OPERATOR, "k", body).path("jobId");

    Response elsewhere = keyed(ServiceStack.OPERATOR, "k", other);
    Response somebody = keyed(ServiceStack.ADMIN, "k", other);

    assertThat(elsewhere.statusCode()).isEqualTo(409);
    assertThat(elsewhere.jsonPath().getString("jobId")).isEqualTo(job);
    assertThat(somebody.statusCode()).isEqualTo(202);
    assertThat(somebody.jsonPath().getString("jobId")).isNotEqualTo(job);
    Restores.succeeded(job);
    Restores.succeeded(somebody.path("jobId"));
    assertThat(keyed(ServiceStack.OPERATOR, "x".repeat(201), body).statusCode()).isEqualTo(400);
  }
}
