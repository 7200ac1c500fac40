package io.salvaguarda.notifier.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RestTest extends NotifierTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/incidents?state=closed|state|open, resolved, all",
        "/incidents?limit=0|limit|1 to 500",
        "/deliveries?state=LOST|state|pending, delivered, dead, all",
        "/deliveries?limit=abc|limit|1 to 500",
        "/deliveries?limit=99999999999|limit|1 to 500",
        "/deliveries?incident=7|incident|a UUID"
      })
  void aMistakeInAParameterIsAProblemThatNamesItAndWhatWouldBeRight(
      String path, String field, String right) {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field))
        .body("detail", containsString(right));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/incidents", "/deliveries", "/q/metrics"})
  void nothingIsShownWithoutAToken(String path) {
    given().get(path).then().statusCode(401);
  }

  @Test
  void whatIsNotThereIsAProblemThatNamesIt() {
    UUID id = UUID.randomUUID();
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/deliveries/" + id + "/replay")
        .then()
        .statusCode(404)
        .body("detail", containsString(id.toString()));
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/incidents/" + id + "/resolve")
        .then()
        .statusCode(404)
        .body("detail", containsString(id.toString()));
    given().auth().oauth2(ServiceStack.VIEWER).get("/incidents/" + id).then().statusCode(404);
  }

  @Test
  void openIncidentsAreShownUnlessAskedOtherwise() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> suite.deliveries(source).size() == 2);

    assertThat(suite.get("/incidents?source=" + source)).hasSize(1);
    assertThat(suite.get("/incidents?state=resolved&source=" + source)).isEmpty();
    String incident = (String) suite.incidents(source).getFirst().get("incidentId");
    assertThat(suite.get("/deliveries?incident=" + incident)).hasSize(2);
    assertThat(suite.get("/deliveries?state=dead&incident=" + incident)).isEmpty();
  }

  @Test
  void anOperatorCanSayThatItIsOver() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.deadLettered(source, "x", NOW));
    eventually(() -> suite.webhooks("dba", source).size() == 1);
    String incident = (String) suite.incidents(source).getFirst().get("incidentId");
    String path = "/incidents/" + incident + "/resolve";

    given().auth().oauth2(ServiceStack.VIEWER).post(path).then().statusCode(403);
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post(path)
        .then()
        .statusCode(200)
        .body("resolvedAt", not(equalTo(null)));
    given().auth().oauth2(ServiceStack.OPERATOR).post(path).then().statusCode(409);

    eventually(() -> suite.webhooks("dba", source).size() == 2);
    assertThat(suite.webhooks("dba", source).getLast().body())
        .contains("\"resolvedBy\":\"test-operator\"");
  }

  @Test
  void metricsTellOfDeliveries() {
    String metrics =
        given()
            .auth()
            .oauth2(ServiceStack.VIEWER)
            .get("/q/metrics")
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(metrics)
        .contains(
            "salvaguarda_deliveries{state=\"pending\"}",
            "salvaguarda_deliveries{state=\"dead\"}",
            "salvaguarda_deliveries_pending_age_seconds",
            "salvaguarda_channels_gone");
  }

  @Test
  void theDescriptionNamesTheResources() {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .accept("application/json")
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("paths.keySet()", hasItems("/incidents", "/deliveries", "/deliveries/{id}/replay"));
  }
}
