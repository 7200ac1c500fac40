package io.salvaguarda.restore.testing;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import java.util.List;

/** The service as its clients see it. */
public final class Restores {

  private static final List<String> ENDED = List.of("SUCCEEDED", "FAILED", "CANCELLED");

  private Restores() {}

  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }

  public static ValidatableResponse ask(String token, Object body) {
    return as(token).body(body).post("/restores").then();
  }

  /** Asks for a restore, as an admin; returns its job. */
  public static String begun(Object body) {
    return ask(ServiceStack.ADMIN, body).statusCode(202).extract().path("jobId");
  }

  public static JsonPath job(String id) {
    return as(ServiceStack.VIEWER)
        .get("/restores/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** The job once it has ended, however it did. */
  public static JsonPath ended(String id) {
    await().atMost(60, SECONDS).until(() -> ENDED.contains(job(id).getString("state")));
    return job(id);
  }

  /** The job of a new restore once it has succeeded. */
  public static JsonPath restored(Object body) {
    return succeeded(begun(body));
  }

  public static JsonPath succeeded(String id) {
    JsonPath job = ended(id);
    if (!job.getString("state").equals("SUCCEEDED")) {
      throw new AssertionError("the restore failed: " + job.prettify());
    }
    return job;
  }

  public static void cancel(String id) {
    as(ServiceStack.OPERATOR).post("/jobs/" + id + "/cancel").then().statusCode(202);
  }

  /** Lets the worker of a job believe that it is dead, and another take it. */
  public static void loseLease(String id) {
    CatalogSql.execute(
        "update job set owner = 'another', lease_until = clock_timestamp() where id = '"
            + id
            + "'");
  }

  /** Makes a settled job one that was killed just before it was settled. */
  public static void unsettle(String id) {
    CatalogSql.execute(
        "update job set state = 'QUEUED', owner = null, result = null, finished_at = null,"
            + " run_after = clock_timestamp() where id = '"
            + id
            + "'");
  }
}
