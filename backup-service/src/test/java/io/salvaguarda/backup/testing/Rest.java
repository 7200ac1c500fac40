package io.salvaguarda.backup.testing;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.salvaguarda.kit.testing.ServiceStack;
import java.util.List;
import java.util.UUID;

/** The service as its clients see it. */
public final class Rest {

  private static final List<String> ENDED = List.of("SUCCEEDED", "FAILED", "CANCELLED");

  private Rest() {}

  public static RequestSpecification operator() {
    return given().auth().oauth2(ServiceStack.OPERATOR).contentType("application/json");
  }

  public static RequestSpecification admin() {
    return given().auth().oauth2(ServiceStack.ADMIN);
  }

  public static RequestSpecification viewer() {
    return given().auth().oauth2(ServiceStack.VIEWER);
  }

  /** Asks for a backup; returns its job. */
  public static UUID ask(String source) {
    return ask(source, "logical");
  }

  /** Asks for a backup of a kind; returns its job. */
  public static UUID ask(String source, String kind) {
    return UUID.fromString(
        operator()
            .body("{\"source\": \"%s\", \"kind\": \"%s\"}".formatted(source, kind))
            .post("/backups")
            .then()
            .statusCode(202)
            .extract()
            .path("jobId"));
  }

  public static JsonPath job(UUID id) {
    return viewer().get("/jobs/" + id).then().statusCode(200).extract().jsonPath();
  }

  public static String state(UUID id) {
    return job(id).getString("state");
  }

  /** The job once it has ended, however it did. */
  public static JsonPath ended(UUID id) {
    await().atMost(60, SECONDS).until(() -> ENDED.contains(state(id)));
    return job(id);
  }

  /** The id of a new backup of the source. */
  public static String backedUp(String source) {
    return backedUp(source, "logical");
  }

  /** The id of a new backup of a kind. */
  public static String backedUp(String source, String kind) {
    JsonPath job = ended(ask(source, kind));
    if (!job.getString("state").equals("SUCCEEDED")) {
      throw new AssertionError("the backup failed: " + job.getString("failure.message"));
    }
    return job.getString("result.backupId");
  }

  public static JsonPath backup(String backupId) {
    return viewer().get("/backups/" + backupId).then().statusCode(200).extract().jsonPath();
  }

  /** How the service sees a source. */
  public static JsonPath source(String id) {
    JsonPath all = viewer().get("/sources").then().statusCode(200).extract().jsonPath();
    return all.setRootPath("find { it.id == '" + id + "' }");
  }
}
