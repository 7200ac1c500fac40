package io.salvaguarda.restore.run;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.RestoreStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class RestoreTest {

  private static final List<String> ENDED = List.of("SUCCEEDED", "FAILED", "CANCELLED");

  private static ValidatableResponse ask(String token, Object body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .post("/restores")
        .then();
  }

  private static JsonPath restored(String token, Map<String, Object> body) {
    String id = ask(token, body).statusCode(202).extract().path("jobId");
    await().atMost(40, SECONDS).until(() -> ENDED.contains(job(id).getString("state")));
    return job(id);
  }

  private static JsonPath job(String id) {
    return given()
        .auth()
        .oauth2(ServiceStack.VIEWER)
        .get("/restores/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String backup(String source, String database, Outcome outcome) throws IOException {
    String id = Backups.take(source, database, Optional.ofNullable(outcome));
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/recovery-points/rebuild")
        .then()
        .statusCode(200);
    return id;
  }

  private static long count(String database, String query) throws SQLException {
    try (Connection connection = RestoreStack.source().connect(database);
        ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean exists(String database) throws SQLException {
    return count(
            "postgres",
            "select count(*) from pg_database where datname = '"
                + database.replace("'", "''")
                + "'")
        > 0;
  }

  @Test
  void theLatestVerifiedBackupIsRestoredUnderAnyName() throws Exception {
    String verified = backup("shop", "shop", Outcome.PASSED);
    backup("shop", "shop", null);
    backup("shop", "shop", Outcome.FAILED);
    String name = "host=evil dbname=x; rm 'it' \"é";

    JsonPath job =
        restored(ServiceStack.OPERATOR, Map.of("source", "shop", "targetDatabase", name));

    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("SUCCEEDED");
    assertThat(job.getString("result.backupId")).isEqualTo(verified);
    assertThat(count(name, "select count(*) from sales.orders")).isEqualTo(5000);
    JsonPath again =
        restored(ServiceStack.OPERATOR, Map.of("source", "shop", "targetDatabase", name));
    assertThat(again.getString("failure.errorClass")).isEqualTo("TARGET_EXISTS");
    assertThat(count(name, "select count(*) from users")).isEqualTo(2000);
  }

  @Test
  void oneTableComesAlone() throws Exception {
    String id = backup("shop", "shop", Outcome.PASSED);
    Map<String, Object> body = new HashMap<>();
    body.put("source", "shop");
    body.put("backupId", id);
    body.put("targetDatabase", "one");
    body.put("tables", List.of("public.nobody"));
    ask(ServiceStack.OPERATOR, body).statusCode(400);
    body.put("tables", List.of("public.users"));

    JsonPath job = restored(ServiceStack.OPERATOR, body);

    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("SUCCEEDED");
    assertThat(count("one", "select count(*) from users")).isEqualTo(2000);
    assertThat(count("one", "select count(*) from pg_tables where schemaname = 'sales'")).isZero();
  }

  @Test
  void aSwapNeedsTheWordsAndAnAdmin() throws Exception {
    String id = backup("live", "live shop", Outcome.PASSED);
    RestoreStack.source().execute("live shop", "delete from users");
    Map<String, Object> body = new HashMap<>();
    body.put("source", "live");
    body.put("backupId", id);
    body.put("swap", Map.of("confirm", "replace live shop"));
    ask(ServiceStack.OPERATOR, body).statusCode(403);
    body.put("swap", Map.of("confirm", "yes"));
    ask(ServiceStack.ADMIN, body).statusCode(400);
    body.put("swap", Map.of("confirm", "replace live shop"));

    JsonPath job = restored(ServiceStack.ADMIN, body);

    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("SUCCEEDED");
    assertThat(count("live shop", "select count(*) from users")).isEqualTo(2000);
    String previous = job.getString("result.previousDatabase");
    assertThat(count(previous, "select count(*) from users")).isZero();
  }

  @Test
  void aDamagedBackupFailsAndLeavesNothing() throws Exception {
    RestoreStack.source().execute("postgres", "drop database if exists odd", "create database odd");
    RestoreStack.source()
        .execute(
            "odd",
            "create table big (id int, noise text)",
            "insert into big select i, md5(random()::text) from generate_series(1, 200000) i");
    String good = backup("none", "shop", Outcome.PASSED);
    List<Path> before = chunks();
    String bad = backup("none", "odd", Outcome.PASSED);
    for (Path chunk : chunks()) {
      if (!before.contains(chunk)) {
        Files.delete(chunk);
      }
    }

    JsonPath job =
        restored(
            ServiceStack.OPERATOR,
            Map.of("source", "none", "backupId", bad, "targetDatabase", "from_bad"));

    assertThat(job.getString("failure.errorClass")).as(job.prettify()).isEqualTo("BACKUP_DAMAGED");
    assertThat(job.getString("failure.nextStep")).contains(good, "lost");
    assertThat(exists("from_bad")).isFalse();
  }

  private static List<Path> chunks() throws IOException {
    try (var files = Files.walk(RestoreStack.disk())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains("chunk") || file.toString().contains("data"))
          .toList();
    }
  }

  @Test
  void quarantinedAndUnverifiedBackupsAreRefused() throws Exception {
    String bad = backup("shop", "shop", Outcome.FAILED);
    String untried = backup("shop", "shop", null);

    ask(ServiceStack.OPERATOR, Map.of("source", "shop", "backupId", bad)).statusCode(409);
    ask(ServiceStack.OPERATOR, Map.of("source", "shop", "backupId", untried)).statusCode(409);
    assertThat(
            restored(
                    ServiceStack.OPERATOR,
                    Map.of("source", "shop", "backupId", untried, "allowUnverified", true))
                .getString("state"))
        .isEqualTo("SUCCEEDED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | 400",
        "[] | 400",
        "{} | 400",
        "{\"source\": \"nobody\"} | 400",
        "{\"source\": 1} | 400",
        "{\"source\": \"shop\", \"colour\": 1} | 400",
        "{\"source\": \"shop\", \"tables\": \"users\"} | 400",
        "{\"source\": \"shop\", \"tables\": [null]} | 400",
        "{\"source\": \"shop\", \"targetDatabase\": \"\"} | 400",
        "{\"source\": \"shop\", \"swap\": {}} | 403",
        "{\"source\": \"shop\", \"backupId\": \"../x\"} | 404"
      })
  void badInputIsToldAndNeverAServerError(String body, int status) {
    String type = ask(ServiceStack.OPERATOR, body).statusCode(status).extract().contentType();
    assertThat(type).contains("problem+json");
  }
}
