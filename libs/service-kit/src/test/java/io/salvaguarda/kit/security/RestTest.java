package io.salvaguarda.kit.security;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.kit.testing.ServiceStack;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class RestTest {

  @ParameterizedTest
  @ValueSource(strings = {"/jobs", "/dead-letters", "/q/metrics", "/q/openapi", "/nothing-here"})
  void nothingAnswersWithoutAToken(String path) {
    given().get(path).then().statusCode(401);
    given().auth().oauth2("guess").get(path).then().statusCode(401);
    given().auth().preemptive().basic("admin", "admin").get(path).then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/health/started"})
  void healthAnswersWithoutAToken(String path) {
    // another test may just have cut connections, which a health check finds out once
    await()
        .atMost(60, SECONDS)
        .untilAsserted(
            () -> given().get(path).then().statusCode(200).body("status", equalTo("UP")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/jobs", "/q/metrics", "/q/openapi"})
  void aViewerMayLook(String path) {
    given().auth().oauth2(ServiceStack.VIEWER).get(path).then().statusCode(200);
  }

  @Test
  void aViewerMayNotChangeAnything() {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .post("/jobs/" + UUID.randomUUID() + "/cancel")
        .then()
        .statusCode(403)
        .contentType("application/problem+json");
  }

  @Test
  void anUnknownJobIsAProblemThatNamesIt() {
    UUID id = UUID.randomUUID();
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get("/jobs/" + id)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString(id.toString()));
  }

  @Test
  void aLimitOutOfRangeIsAProblemThatNamesTheField() {
    given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get("/jobs?limit=0")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body(containsString("limit"))
        .body(not(containsString("Exception")));
  }

  @Test
  void aWrongIdIsNotAServerError() {
    given().auth().oauth2(ServiceStack.VIEWER).get("/jobs/1").then().statusCode(404);
    given().auth().oauth2(ServiceStack.VIEWER).get("/jobs?limit=abc").then().statusCode(404);
  }
}
