package io.salvaguarda.kit.db;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salvaguarda.kit.testing.ServiceStack;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class CatalogAwayTest {

  @Test
  void whileTheDatabaseIsAwayEveryAnswerSaysSoAndAsksToComeAgain() {
    get("/jobs").statusCode(200);
    ServiceStack.catalog().stop();
    try {
      for (String path : new String[] {"/jobs", "/dead-letters", "/jobs/" + UUID.randomUUID()}) {
        for (int i = 0; i < 3; i++) { // a pooled connection that broke, then none
          get(path)
              .statusCode(503)
              .contentType("application/problem+json")
              .header("Retry-After", "5")
              .body("detail", containsString("database"))
              .body(not(containsString("Exception")))
              .body(not(containsString("127.0.0.1")));
        }
      }
    } finally {
      ServiceStack.catalog().restart();
    }

    await().atMost(60, SECONDS).untilAsserted(() -> get("/jobs").statusCode(200));
    await().atMost(60, SECONDS).untilAsserted(() -> get("/q/health/ready").statusCode(200));
  }

  private static ValidatableResponse get(String path) {
    return given().auth().oauth2(ServiceStack.VIEWER).get(path).then();
  }
}
