package io.salvaguarda.kit.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.kit.testing.ServiceStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class JsonBodiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"text\":{}}         | text   | text has the wrong type; it must be a text",
        "{\"number\":\"many\"} | number | number has the wrong type; it must be a whole number",
        "{\"text\":true}       | text   | it must be a text",
        "{\"number\":\"1\"}    | number | it must be a whole number",
        "{\"number\":[]}       | number | a whole number",
        "{\"flag\":\"perhaps\"}| flag   | true or false",
        "{\"colour\":\"blue\"} | colour | colour is \"blue\"; it must be one of red, green",
        "{\"at\":\"tomorrow\"} | at     | a time such as 2026",
        "{\"list\":{}}         | list   | a list",
        "{\"txet\":\"a\"}      | txet   | txet is no field here; there are at, colour, flag",
        "[]                    | body   | must be an object in JSON",
        "\"text\"              | body   | must be an object in JSON",
        "{\"text\":            | body   | not JSON at line 1",
        "text=a                | body   | not JSON at line 1",
      })
  void aBodyThatCannotBeTakenIsAProblemThatSaysWhatWouldBeRight(
      String body, String field, String detail) {
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body(body)
        .post("/echo")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field))
        .body("detail", containsString(detail))
        .body(not(containsString("Exception")));
  }

  @Test
  void aGoodBodyIsTaken() {
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body("{\"text\":\"a\",\"number\":1,\"colour\":\"RED\",\"at\":\"2026-01-31T02:00:00Z\"}")
        .post("/echo")
        .then()
        .statusCode(200)
        .body("number", equalTo(1));
  }
}
