package io.salvaguarda.restore.run;

import static io.salvaguarda.restore.testing.Restores.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.restore.testing.Ledger;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.RestoredServer;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster that is restored twice from one backup: as a primary, and as its replica. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class ReplicaTest {

  private static PhysicalSource source;
  private static Ledger ledger;

  /** Once; not before the first test, when RestAssured does not know the service's port yet. */
  @BeforeEach
  void aClusterWithATablespaceWhoseArchiveGoesOn() throws IOException {
    if (source != null) {
      return;
    }
    source = PhysicalSource.start("paired");
    ledger = new Ledger(source);
    Path space = source.folder("space of paired");
    source.execute(
        "create tablespace far location '" + space + "'",
        "create table distant tablespace far as select generate_series(1, 100) n");
    source.backup();
    ledger.write(30);
    source.execute("select pg_create_restore_point('here')");
    ledger.write(30);
    source.archive();
    ledger.write(30);
    source.archive();
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  private static Path folder() throws IOException {
    return Files.createDirectory(RestoreStack.restores().resolve("pair-" + UUID.randomUUID()));
  }

  private static Map<String, Object> body(Path folder) {
    Map<String, Object> body = new HashMap<>();
    body.put("source", "paired");
    body.put("kind", "physical");
    body.put("targetDirectory", folder.resolve("primary").toString());
    body.put("replicaDirectory", folder.resolve("replica").toString());
    body.put("port", PhysicalSource.freePort());
    body.put("replicaPort", PhysicalSource.freePort());
    body.put("target", Map.of("name", "here"));
    return body;
  }

  @Test
  void bothCanBeStartedAsTheyAreAndTheReplicaFollowsFromTheTargetOn() throws IOException {
    Path folder = folder();
    Map<String, Object> body = body(folder);
    try (Told told = new Told()) {
      JsonPath job = Restores.restored(body);

      assertThat(job.getLong("result.replica.lagMillis")).isBetween(0L, 60_000L);
      assertThat(job.getString("result.replica.targetDirectory"))
          .isEqualTo(folder.resolve("replica").toString());
      assertThat(Path.of(job.getString("result.replica.passwordFile"))).exists();
      UUID id = UUID.fromString(job.getString("id"));
      RestoreCompleted completed =
          told.first(RestoreCompleted.class, e -> e.restoreId().equals(id));
      assertThat(completed.replica().directory()).isEqualTo(folder.resolve("replica").toString());
      assertThat(completed.replica().port()).isEqualTo(body.get("replicaPort"));
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "primary", "primary.tablespaces", "replica", "replica.tablespaces");
    }
    int port = (int) body.get("port");
    try (RestoredServer primary = RestoredServer.start(folder.resolve("primary"), port);
        RestoredServer replica =
            RestoredServer.start(folder.resolve("replica"), (int) body.get("replicaPort"))) {
      assertThat(replica.text("select pg_is_in_recovery()")).isEqualTo("t");
      assertThat(primary.text("select pg_is_in_recovery()")).isEqualTo("f");
      assertThat(replica.text("select count(*) from ledger")).isEqualTo("30");
      assertThat(replica.text("select count(*) from distant")).isEqualTo("100");
      primary.text(
          "with made as (insert into ledger values (31, 'both have it') returning id) select id"
              + " from made");
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> replica.text("select count(*) from ledger"), "31"::equals);
      assertThat(
              primary.text(
                  "select r.state || ' ' || s.slot_type from pg_replication_slots s join"
                      + " pg_stat_replication r on r.pid = s.active_pid"))
          .isEqualTo("streaming physical");
      assertThat(
              primary.text(
                  "select count(*) from pg_roles where rolsuper and rolname like 'salvaguarda%'"))
          .isEqualTo("0");
    }
  }

  @Test
  void aFailureLeavesNothingOfEither() throws IOException {
    Path folder = folder();
    Map<String, Object> body = body(folder);
    body.put("target", Map.of("name", "nowhere"));

    JsonPath job = Restores.ended(Restores.begun(body));

    assertThat(job.getString("failure.errorClass")).isEqualTo("TARGET_UNREACHABLE");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void foldersThatTouchOrAreInUseAreRefusedBeforeAnyWork() throws IOException {
    Path folder = folder();
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    Path full = Files.createDirectories(folder.resolve("full/of")).getParent();
    for (String[] pair :
        List.of(
            new String[] {folder.resolve("a").toString(), folder.resolve("a").toString()},
            new String[] {folder.resolve("a").toString(), link.resolve("a").toString()},
            new String[] {folder.resolve("a").toString(), folder + "/a.tablespaces"},
            new String[] {folder + "/a.tablespaces", folder.resolve("a").toString()},
            new String[] {empty.toString(), empty.resolve("in").toString()},
            new String[] {empty.resolve("in").toString(), empty.toString()},
            new String[] {folder.resolve("a").toString(), "/tmp/b"},
            new String[] {folder.resolve("a").toString(), "b"},
            new String[] {folder.resolve("a").toString(), ""})) {
      Map<String, Object> body = body(folder);
      body.put("targetDirectory", pair[0]);
      body.put("replicaDirectory", pair[1]);
      JsonPath problem = ask(ServiceStack.OPERATOR, body).statusCode(400).extract().jsonPath();
      assertThat(problem.getString("field")).as(pair[1]).isEqualTo("replicaDirectory");
    }
    Map<String, Object> body = body(folder);
    body.put("replicaDirectory", full.toString());
    ask(ServiceStack.OPERATOR, body).statusCode(409);
    assertThat(full.resolve("of")).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null | 5500 | port",
        "5499 | 5499 | replicaPort",
        "5499 | 0 | replicaPort",
        "5499 | 70000 | replicaPort",
        "65535 | null | replicaPort"
      })
  void thePortsAreNeededAndDiffer(Integer port, Integer replicaPort, String field)
      throws IOException {
    Map<String, Object> body = body(folder());
    body.put("port", port);
    body.put("replicaPort", replicaPort);

    JsonPath problem = ask(ServiceStack.OPERATOR, body).statusCode(400).extract().jsonPath();

    assertThat(problem.getString("field")).isEqualTo(field);
  }

  @Test
  void aPortForAReplicaThatNobodyAskedForIsAMistake() throws IOException {
    Map<String, Object> body = body(folder());
    body.remove("replicaDirectory");

    assertThat(ask(ServiceStack.OPERATOR, body).statusCode(400).extract().<String>path("field"))
        .isEqualTo("replicaPort");
  }

  @Test
  void whatAKeyAskedForIsKnownByItsReplicaToo() throws IOException {
    Map<String, Object> body = body(folder());
    body.put("target", Map.of("name", "nowhere"));
    String key = UUID.randomUUID().toString();
    String job = withKey(key, body).statusCode(202).extract().path("jobId");
    assertThat(withKey(key, body).statusCode(202).extract().<String>path("jobId")).isEqualTo(job);
    body.remove("replicaDirectory");
    body.remove("replicaPort");

    withKey(key, body).statusCode(409);

    Restores.ended(job);
  }

  private static ValidatableResponse withKey(String key, Map<String, Object> body) {
    return Restores.as(ServiceStack.OPERATOR)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/restores")
        .then();
  }
}
