package io.salvaguarda.verify.run;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class RestTest {

  private static final String UNKNOWN_BACKUP = "shop/logical/2020-01-31_02-00-00-4f7a";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none                                             | 400 | backupId",
        "{}                                               | 400 | backupId",
        "{\"backupId\":null}                              | 400 | backupId",
        "{\"backupId\":\"\"}                              | 400 | backupId",
        "{\"backupId\":\"../../etc/passwd\"}              | 400 | backupId",
        "{\"backupId\":\"shop/logical\"}                  | 400 | backupId",
        "{\"backupId\":{\"a\":1}}                         | 400 | backupId",
        "{\"source\":true}                                | 400 | source",
        "{\"backupId\":[]}                                | 400 | backupId",
        "{\"source\":\"Shop!\"}                           | 400 | source",
        "{\"source\":\"\"}                                | 400 | source",
        "{\"source\":\"shop\",\"backupId\":\"" + UNKNOWN_BACKUP + "\"} | 400 | source",
        "{\"source\":\"shop\",\"kind\":\"bucket\"}         | 400 | kind",
        "{\"source\":\"shop\",\"kind\":\"\"}               | 400 | kind",
        "{\"kind\":\"physical\"}                           | 400 | backupId",
        "{\"backupId\":\"" + UNKNOWN_BACKUP + "\",\"kind\":\"logical\"} | 400 | kind",
        "{\"backup\":\"x\"}                               | 400 | backup",
        "{\"backupId\":                                   | 400 | JSON",
        "[]                                               | 400 | JSON",
        "\"shop\"                                         | 400 | JSON",
        "nonsense                                         | 400 | JSON",
        "{\"source\":\"nobody\"}                          | 404 | nobody",
        "{\"source\":\"nobody\",\"kind\":\"physical\"}     | 404 | no physical backup",
        "{\"backupId\":\"" + UNKNOWN_BACKUP + "\"}        | 404 | backupId",
      })
  void badInputIsAProblemThatNamesTheField(String body, int status, String named) {
    RequestSpecification request = as(ServiceStack.OPERATOR).contentType("application/json");
    (body == null ? request : request.body(body))
        .post("/verifications")
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body(containsString(named))
        .body(not(containsString("Exception")))
        .body(not(containsString("io.salvaguarda")));
  }

  @ParameterizedTest
  @CsvSource({"limit=0", "limit=501", "limit=abc", "limit=9999999999999"})
  void aLimitThatIsNoneIsAProblem(String query) {
    as(ServiceStack.VIEWER)
        .get("/verifications?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo("limit"))
        .body("detail", containsString("1 to 500"));
  }

  @Test
  void anUnknownVerificationIsAProblemThatNamesIt() {
    UUID id = UUID.randomUUID();
    as(ServiceStack.VIEWER)
        .get("/verifications/" + id)
        .then()
        .statusCode(404)
        .body("detail", containsString(id.toString()));
    as(ServiceStack.VIEWER).get("/verifications/1").then().statusCode(400);
  }

  @Test
  void aHugeBodyIsRefused() {
    as(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body("{\"source\":\"" + "x".repeat(70_000) + "\"}")
        .post("/verifications")
        .then()
        .statusCode(413);
  }

  @Test
  void aViewerMayNotAskAndNobodyMayLook() {
    as(ServiceStack.VIEWER)
        .contentType("application/json")
        .body("{\"source\":\"shop\"}")
        .post("/verifications")
        .then()
        .statusCode(403);
    given().get("/verifications").then().statusCode(401);
  }

  @Test
  void theLatestBackupOfASourceIsProvenOnceForOneKey() {
    try (Verified service = new Verified()) {
      TestBackups.make("shallow");
      BackupCompleted latest = TestBackups.make("shallow");
      service.tell(latest);
      service.outcomeOf(latest.backupId());
      String key = UUID.randomUUID().toString();

      String first = askForLatest(key, false, latest.backupId());
      service.result(first);

      String second = askForLatest(key, true, latest.backupId());
      org.assertj.core.api.Assertions.assertThat(second).isEqualTo(first);
    }
  }

  private static String askForLatest(String key, boolean repeated, String backupId) {
    return as(ServiceStack.OPERATOR)
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body("{\"source\":\"shallow\"}")
        .post("/verifications")
        .then()
        .statusCode(202)
        .header("Location", containsString("/verifications/"))
        .body("repeated", equalTo(repeated))
        .body("backupId", equalTo(backupId))
        .extract()
        .path("jobId");
  }

  @Test
  void theInterfaceIsDescribed() {
    as(ServiceStack.VIEWER)
        .queryParam("format", "json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("paths.keySet()", hasItem("/verifications"))
        .body("paths.keySet()", hasItem("/verifications/{id}"));
  }

  private static RequestSpecification as(String token) {
    return given().auth().oauth2(token);
  }
}
