package io.salvaguarda.restore.run;

import static io.salvaguarda.restore.testing.Restores.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.restore.testing.Ledger;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before any work. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class PhysicalRefusalTest {

  private static PhysicalSource source;
  private static Ledger ledger;
  private static Instant endOfFirst;
  private static String lost;

  /** Once; not before the first test, when RestAssured does not know the service's port yet. */
  @BeforeEach
  void aClusterWhoseWalHasAGap() throws IOException {
    if (source != null) {
      return;
    }
    source = PhysicalSource.start("gapped");
    ledger = new Ledger(source);
    source.backup();
    ledger.write(20);
    source.archive();
    endOfFirst = ledger.commits().getLast();
    ledger.write(20);
    source.archive();
    lost = source.segments().getLast();
    ledger.write(20);
    source.archive();
    Files.delete(source.fileOf(lost));
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  private static Map<String, Object> body(String directory, Map<String, ?> target) {
    Map<String, Object> body = new HashMap<>();
    body.put("source", "gapped");
    body.put("kind", "physical");
    body.put("targetDirectory", directory);
    body.put("target", target);
    return body;
  }

  private static String free() {
    return RestoreStack.restores().resolve("free-" + UUID.randomUUID()).toString();
  }

  private static long jobs() {
    return Long.parseLong(CatalogSql.text("select count(*) from job where source_id = 'gapped'"));
  }

  @Test
  void whatLiesBehindMissingWalIsRefusedBeforeAnyWorkAndTheRestIsNot() {
    String behind = ledger.last().after().toString();
    String directory = free();
    long before = jobs();

    JsonPath problem =
        ask(ServiceStack.OPERATOR, body(directory, Map.of("lsn", behind)))
            .statusCode(409)
            .extract()
            .jsonPath();

    assertThat(problem.getBoolean("window[0].broken")).isTrue();
    assertThat(problem.getString("detail")).contains("then WAL is missing");
    assertThat(jobs()).isEqualTo(before);
    assertThat(Path.of(directory)).doesNotExist();
    Restores.restored(body(directory, Map.of("time", endOfFirst.minusNanos(1000).toString())));
    assertThat(Path.of(directory, "PG_VERSION")).exists();
    // and what is there by now is not overwritten
    ask(ServiceStack.OPERATOR, body(directory, Map.of("consistent", true))).statusCode(409);
  }

  @Test
  void theWindowIsShown() {
    JsonPath window =
        Restores.as(ServiceStack.VIEWER)
            .get("/recovery-window?source=gapped")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(window.getList("ranges")).hasSize(1);
    assertThat(window.getBoolean("ranges[0].broken")).isTrue();
    assertThat(window.getString("ranges[0].systemId")).isEqualTo(source.systemId());
    Restores.as(ServiceStack.VIEWER).get("/recovery-window?source=nobody").then().statusCode(400);
    Restores.as(ServiceStack.VIEWER).get("/recovery-window").then().statusCode(400);
  }

  @Test
  void aFolderThatHoldsAnythingIsLeftAlone() throws IOException {
    Path full = Files.createDirectory(RestoreStack.restores().resolve("full"));
    Files.writeString(full.resolve("precious"), "data");
    Path file = Files.writeString(RestoreStack.restores().resolve("file"), "data");

    for (Path each : List.of(full, file)) {
      ask(ServiceStack.OPERATOR, body(each.toString(), Map.of("consistent", true))).statusCode(409);
    }
    assertThat(full.resolve("precious")).hasContent("data");
    assertThat(file).hasContent("data");
  }

  @Test
  void aFolderOutsideOfTheAllowedOnesIsRefused() throws IOException {
    Path outside = Files.createDirectories(RestoreStack.diskFile("../outside").normalize());
    Path link = RestoreStack.restores().resolve("out");
    Files.createSymbolicLink(link, outside);
    String allowed = RestoreStack.restores().toString();

    for (String each :
        List.of(
            outside.resolve("new").toString(),
            link.resolve("new").toString(),
            allowed,
            allowed + "/../outside/new",
            allowed + "/no/such/parent/new",
            "relative/new",
            allowed + "/a b",
            allowed + "/$(id)",
            allowed + "/'; rm -rf",
            allowed + "/-D",
            "")) {
      JsonPath problem =
          ask(ServiceStack.OPERATOR, body(each, Map.of("consistent", true))).extract().jsonPath();
      assertThat(problem.getString("field")).as(each).isEqualTo("targetDirectory");
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aFolderIsRestoredIntoByOneJobAtATime() throws IOException {
    Path busy = Files.createDirectory(RestoreStack.restores().resolve("busy"));
    Map<String, Object> body = body(busy.toString(), Map.of("consistent", true));
    String first = Restores.begun(body);

    int status = ask(ServiceStack.OPERATOR, body).extract().statusCode();

    assertThat(status).isEqualTo(409);
    Restores.succeeded(first);
  }

  @Test
  void aBackupThatNobodyProvedIsTakenOnlyWhenThatIsSaid() {
    String untried = source.backup(Optional.empty());
    String bad = source.backup(Optional.of(Outcome.FAILED));
    Map<String, Object> body = body(free(), Map.of("consistent", true));
    body.put("backupId", untried);
    ask(ServiceStack.OPERATOR, body).statusCode(409);
    body.put("backupId", bad);
    ask(ServiceStack.OPERATOR, body).statusCode(409);
    body.put("allowUnverified", true);
    ask(ServiceStack.OPERATOR, body).statusCode(409);
    body.put("backupId", untried);
    body.put("preview", true);

    ask(ServiceStack.OPERATOR, body).statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'target': {} | target",
        "'target': {'time': 'yesterday'} | target.time",
        "'target': {'time': '2026-01-31T14:02:00'} | target.time",
        "'target': {'lsn': '16B3748'} | target.lsn",
        "'target': {'lsn': 5} | target",
        "'target': {'xid': 2} | target.xid",
        "'target': {'xid': 'x'} | target",
        "'target': {'name': ''} | target.name",
        "'target': {'latest': false} | target",
        "'target': {'latest': true, 'inclusive': false} | target.inclusive",
        "'target': {'lsn': '0/5000000', 'latest': true} | target",
        "'target': {'latest': true, 'timeline': '0'} | target.timeline",
        "'target': {'latest': true, 'timeline': 'mine'} | target.timeline",
        "'target': {'colour': 1} | target",
        "'target': 'latest' | target",
        "'port': 0 | port",
        "'port': 65536 | port",
        "'targetDatabase': 'x' | targetDatabase",
        "'tables': ['x.y'] | tables",
        "'swap': {'confirm': 'x'} | swap",
        "'kind': 'spiritual' | kind",
        "'kind': 'logical' | targetDirectory"
      })
  void badInputIsToldByItsField(String fields, String field) {
    String start = "{'source':'gapped','targetDirectory':'" + free() + "',";
    String kind = fields.contains("'kind'") ? "" : "'kind':'physical',";
    String body = (start + kind + fields + "}").replace('\'', '"');

    JsonPath problem = ask(ServiceStack.OPERATOR, body).statusCode(400).extract().jsonPath();

    assertThat(problem.getString("field")).startsWith(field);
  }

  @Test
  void whoMayOnlyLookMayNotAsk() {
    ask(ServiceStack.VIEWER, body(free(), Map.of("latest", true))).statusCode(403);
  }
}
