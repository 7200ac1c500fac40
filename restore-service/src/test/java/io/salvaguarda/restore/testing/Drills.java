package io.salvaguarda.restore.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.salvaguarda.kit.testing.ServiceStack;
import java.util.Map;
import java.util.Set;

/** Drills as the service's clients see them. */
public final class Drills {

  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

  private Drills() {}

  /** Asks for one; its job. */
  public static String begun(String source, String kind) {
    return Restores.as(ServiceStack.OPERATOR)
        .body(Map.of("source", source, "kind", kind))
        .post("/drills")
        .then()
        .statusCode(202)
        .extract()
        .path("jobId");
  }

  /** The job once it has ended, however it did. */
  public static JsonPath ended(String job) {
    await().atMost(90, SECONDS).until(() -> ENDED.contains(job(job).getString("state")));
    return job(job);
  }

  private static JsonPath job(String id) {
    return Restores.as(ServiceStack.VIEWER)
        .get("/jobs/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** The newest of a source that are recorded. */
  public static JsonPath recorded(String source) {
    return Restores.as(ServiceStack.VIEWER)
        .get("/drills?source=" + source)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
