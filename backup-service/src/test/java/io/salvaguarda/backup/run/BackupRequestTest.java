package io.salvaguarda.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Dumps;
import io.salvaguarda.backup.testing.Gate;
import io.salvaguarda.backup.testing.Rest;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class BackupRequestTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "{}                                     | source | missing",
        "{\"source\": null}                     | source | missing",
        "{\"source\": \"nobody\"}               | source | one of the sources",
        "{\"source\": \"\"}                     | source | one of the sources",
        "{\"source\": 7}                        | source | a text",
        "{\"source\": [\"shop\"]}               | source | a text",
        "{\"source\": {\"id\": \"shop\"}}       | source | a text",
        "{\"source\": \"shop\", \"kind\": \"physical\"} | kind | \"logical\": source shop has no replicationUser",
        "{\"source\": \"cluster\", \"kind\": \"bucket\"} | kind | \"logical\" or \"physical\"",
        "{\"source\": \"shop\", \"kind\": 1}    | kind   | a text",
        "{\"source\": \"shop\", \"force\": true} | force | no field here",
        "{\"source\": \"sho                     | body   | not JSON",
        "[]                                     | body   | must be an object",
        "\"shop\"                               | body   | must be an object",
        "null                                   | body   | missing",
      })
  void badInputIsToldWithItsFieldAndWhatWouldBeRight(String body, String field, String right) {
    Rest.operator()
        .body(body)
        .post("/backups")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", org.hamcrest.Matchers.equalTo(field))
        .body("detail", containsString(right))
        .body(not(containsString("Exception")));
  }

  @Test
  void aBodyThatIsTooLargeOrOfAnotherTypeIsRefused() {
    String huge = "{\"source\": \"" + "x".repeat(100_000) + "\"}";
    assertThat(Rest.operator().body(huge).post("/backups").statusCode()).isEqualTo(413);
    assertThat(Rest.operator().contentType("text/plain").body("shop").post("/backups").statusCode())
        .isEqualTo(415);
    assertThat(Rest.operator().post("/backups").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"0", "501", "-1", "abc", "1.5"})
  void aLimitThatIsNoneIsToldWithWhatWouldBeRight(String limit) {
    Rest.viewer()
        .queryParam("limit", limit)
        .get("/backups")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", org.hamcrest.Matchers.equalTo("limit"))
        .body("detail", containsString("1 to 500"));
  }

  @Test
  void anUnknownBackupIsNotThere() {
    Rest.viewer()
        .get("/backups/shop/logical/2020-01-01_00-00-00-abcd")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("2020-01-01_00-00-00-abcd"));
  }

  @Test
  void onlyOperatorsMayAskForBackups() {
    Rest.viewer()
        .contentType("application/json")
        .body("{\"source\": \"keyed\"}")
        .post("/backups")
        .then()
        .statusCode(403);
  }

  @Test
  void theSameIdempotencyKeyIsTheSameJob() {
    Response first = keyed("keyed", "nightly-1");
    UUID job = UUID.fromString(first.path("jobId"));
    Rest.ended(job);

    Response second = keyed("keyed", "nightly-1");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.jsonPath().getBoolean("repeated")).isFalse();
    assertThat(first.header("Location")).endsWith("/jobs/" + job);
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.jsonPath().getBoolean("repeated")).isTrue();
    assertThat(UUID.fromString(second.path("jobId"))).isEqualTo(job);
    assertThat(keyed("small", "nightly-1").statusCode()).isEqualTo(409);
    assertThat(keyed("keyed", "x".repeat(201)).statusCode()).isEqualTo(400);
  }

  @Test
  void aSourceIsBackedUpByOneJobAtATime() {
    try (Gate gate = Gate.shut()) {
      assertThat(gate).isNotNull();
      UUID job = Rest.ask("blocked");
      Awaitility.await().until(() -> !Dumps.of("blocked").isEmpty());

      Response again = Rest.operator().body("{\"source\": \"blocked\"}").post("/backups");

      assertThat(again.statusCode()).isEqualTo(409);
      assertThat(again.contentType()).startsWith("application/problem+json");
      assertThat(UUID.fromString(again.path("jobId"))).isEqualTo(job);
      Awaitility.await().until(() -> "DUMP".equals(Rest.job(job).getString("progress.phase")));
      JsonPath progress = Rest.job(job).setRootPath("progress");
      Rest.operator().post("/jobs/" + job + "/cancel").then().statusCode(202);
      Rest.ended(job);
      assertThat(progress.getLong("estimatedBytes")).isGreaterThan(1_000_000);
      assertThat(progress.getLong("elapsedMillis")).isPositive();
    }
  }

  @Test
  void theInterfaceDescribesItself() {
    String description =
        Rest.viewer().get("/q/openapi").then().statusCode(200).extract().asString();

    assertThat(description)
        .contains("/backups/rebuild", "/sources", "Idempotency-Key", "BackupAccepted");
  }

  private static Response keyed(String source, String key) {
    return Rest.operator()
        .header("Idempotency-Key", key)
        .body("{\"source\": \"" + source + "\"}")
        .post("/backups");
  }
}
