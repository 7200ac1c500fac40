package io.salvaguarda.backup.wal;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Segments;
import io.salvaguarda.backup.testing.WalStack;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalFile;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(WalStack.class)
class WalPushTest {

  private static final long CLUSTER = 7574309117012345678L;

  @TestHTTPResource URI service;

  @Test
  void aServerArchivesByOneCurlAndNothingFails() throws Exception {
    Path token = WalStack.home().resolve("archive.header");
    Files.writeString(token, "Authorization: Bearer " + WalStack.ARCHIVER + "\n");
    WalStack.pushed()
        .execute(
            "postgres",
            "alter system set archive_command = '" + command(token).replace("'", "''") + "'",
            "select pg_reload_conf()",
            "select pg_stat_reset_shared('archiver')");

    String last = null;
    for (int i = 0; i < 4; i++) {
      WalStack.pushed()
          .execute("postgres", "insert into t select i from generate_series(1, 1000) i");
      last = query("select pg_walfile_name(pg_switch_wal())");
    }

    String wanted = last;
    await()
        .atMost(60, SECONDS)
        .until(() -> wanted.equals(query("select last_archived_wal from pg_stat_archiver")));
    assertThat(query("select failed_count from pg_stat_archiver")).isEqualTo("0");
    try (WalArchive archive = BackupStack.repository("main").wal("pushed")) {
      WalFile file = new WalFile(query("select system_identifier from pg_control_system()"), last);
      try (InputStream stored = archive.open(file)) {
        assertThat(stored.readAllBytes())
            .isEqualTo(Files.readAllBytes(WalStack.walFile("pushed", last)));
      }
    }
  }

  /** As docs/wal.md says it. */
  private String command(Path token) {
    return "curl --fail-with-body --silent --show-error --max-time 600 -H @"
        + token
        + " -H \"X-Content-Sha256: $(sha256sum < %p | cut -c 1-64)\" -T %p "
        + service.resolve("/wal/pushed/")
        + "%f";
  }

  @Test
  void theSameFileMayComeAgainAndAtOnceAndIsTheSame() throws Exception {
    byte[] segment = Segments.segment(CLUSTER, 16, 1);
    try (ExecutorService senders = Executors.newFixedThreadPool(3)) {
      List<Future<Integer>> answers =
          IntStream.range(0, 3)
              .mapToObj(i -> senders.submit(() -> push(16, segment).extract().statusCode()))
              .toList();
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }

    push(16, segment).statusCode(200);

    assertThat(kept(16)).isEqualTo(segment);
  }

  @Test
  void otherBytesUnderAKeptNameAreRefusedAndTheFirstStay() throws Exception {
    byte[] first = Segments.segment(CLUSTER, 17, 1);
    push(17, first).statusCode(200);

    push(17, Segments.segment(CLUSTER, 17, 2))
        .statusCode(409)
        .contentType("application/problem+json")
        .body("field", equalTo("name"))
        .body("detail", containsString("other bytes"));

    assertThat(kept(17)).isEqualTo(first);
  }

  @Test
  void anotherClustersSegmentIsRefused() throws Exception {
    push(18, Segments.segment(CLUSTER, 18, 1)).statusCode(200);

    push(19, Segments.segment(CLUSTER + 1, 19, 1))
        .statusCode(409)
        .body("detail", containsString(Long.toString(CLUSTER)))
        .body("detail", containsString("salva wal adopt"));
    push(19, Segments.segment(CLUSTER, 19, 1)).statusCode(200);
  }

  @Test
  void whatIsNotWholeNotASegmentOrAnotherOneIsNotKept() throws Exception {
    byte[] segment = Segments.segment(CLUSTER, 20, 1);

    push(20, java.util.Arrays.copyOf(segment, Segments.BYTES - 1))
        .statusCode(400)
        .body("field", equalTo("Content-Length"));
    push(20, java.util.Arrays.copyOf(segment, Segments.BYTES + 1)).statusCode(400);
    push(20, new byte[Segments.BYTES]).statusCode(400).body("field", equalTo("body"));
    push(20, new byte[0]).statusCode(400).body("field", equalTo("body"));
    push(21, segment).statusCode(400).body("field", equalTo("name"));

    assertThat(find(20)).isFalse();
    assertThat(find(21)).isFalse();
  }

  @Test
  void bytesThatWereDamagedOnTheirWayAreNotKept() throws Exception {
    byte[] segment = Segments.segment(CLUSTER, 22, 1);
    byte[] damaged = segment.clone();
    damaged[Segments.BYTES - 1]++;

    archiver()
        .header("X-Content-Sha256", HexFormat.of().formatHex(sha256(segment)))
        .body(damaged)
        .put("/wal/crafted/" + Segments.name(22))
        .then()
        .statusCode(400)
        .body("detail", containsString("SHA-256"));
    assertThat(find(22)).isFalse();
    archiver()
        .header("X-Content-Sha256", "7")
        .body(segment)
        .put("/wal/crafted/" + Segments.name(22))
        .then()
        .statusCode(400)
        .body("field", equalTo("X-Content-Sha256"));

    archiver()
        .header(
            "Content-Digest",
            "sha-256=:" + Base64.getEncoder().encodeToString(sha256(segment)) + ":")
        .body(segment)
        .put("/wal/crafted/" + Segments.name(22))
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "..", "00000001", "00000001000000000000000g", "a%2Fb", "00000000.history.gz"})
  void aNameThatNoServerGivesIsRefused(String name) {
    archiver()
        .urlEncodingEnabled(false)
        .body(new byte[] {1})
        .put("/wal/crafted/" + name)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(400, 404, 405));
  }

  @Test
  void aHistoryIsKeptForTheClusterThatIsArchived() throws Exception {
    push(23, Segments.segment(CLUSTER, 23, 1)).statusCode(200);
    byte[] history = "1\t0/1800000\tno recovery target specified\n".getBytes();

    archiver().body(history).put("/wal/crafted/00000002.history").then().statusCode(200);
    archiver().body(history).put("/wal/crafted/00000002.history").then().statusCode(200);
    archiver().body(new byte[] {1}).put("/wal/crafted/00000002.history").then().statusCode(409);

    assertThat(bytes("00000002.history")).isEqualTo(history);
  }

  @Test
  void onlyAnArchiverOrMoreMayPushAndAnArchiverMayNothingElse() {
    byte[] segment = Segments.segment(CLUSTER, 24, 1);
    String path = "/wal/crafted/" + Segments.name(24);

    given().auth().oauth2(ServiceStack.VIEWER).body(segment).put(path).then().statusCode(403);
    given().auth().oauth2("guess").body(segment).put(path).then().statusCode(401);
    archiver().get("/sources").then().statusCode(403);
    archiver().get("/wal").then().statusCode(403);
    given().auth().oauth2(ServiceStack.OPERATOR).body(segment).put(path).then().statusCode(200);
  }

  @Test
  void aSourceWhoseLogIsNotPushedTakesNone() {
    archiver()
        .body(Segments.segment(CLUSTER, 1, 1))
        .put("/wal/streamed/" + Segments.name(1))
        .then()
        .statusCode(404);
    archiver().body(new byte[1]).put("/wal/nobody/" + Segments.name(1)).then().statusCode(404);
  }

  @Test
  void aClusterThatWasSetUpAnewIsTakenOnceItIsAdopted() throws Exception {
    String path = "/wal/anew/";
    archiver()
        .body(Segments.segment(CLUSTER, 1, 1))
        .put(path + Segments.name(1))
        .then()
        .statusCode(200);

    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .post("/sources/anew/wal/adoption")
        .then()
        .statusCode(200)
        .body(
            "systemId", equalTo(query("select system_identifier::text from pg_control_system()")));

    archiver()
        .body(Segments.segment(CLUSTER, 2, 1))
        .put(path + Segments.name(2))
        .then()
        .statusCode(409);
    given()
        .auth()
        .oauth2(WalStack.ARCHIVER)
        .post("/sources/anew/wal/adoption")
        .then()
        .statusCode(403);
  }

  @Test
  void everythingElseKeepsItsSmallLimit() {
    given()
        .auth()
        .oauth2(ServiceStack.OPERATOR)
        .contentType("application/json")
        .body("{\"source\": \"" + "x".repeat(70_000) + "\"}")
        .post("/backups")
        .then()
        .statusCode(413);
  }

  private static RequestSpecification archiver() {
    return given().auth().oauth2(WalStack.ARCHIVER).contentType("application/octet-stream");
  }

  private static ValidatableResponse push(int number, byte[] bytes) {
    return archiver().body(bytes).put("/wal/crafted/" + Segments.name(number)).then();
  }

  private static byte[] kept(int number) throws Exception {
    return bytes(Segments.name(number));
  }

  private static byte[] bytes(String name) throws Exception {
    try (WalArchive archive = BackupStack.repository("disk").wal("crafted");
        InputStream stored = archive.open(new WalFile(Long.toString(CLUSTER), name))) {
      return stored.readAllBytes();
    }
  }

  private static boolean find(int number) throws Exception {
    try (WalArchive archive = BackupStack.repository("disk").wal("crafted")) {
      return archive.find(new WalFile(Long.toString(CLUSTER), Segments.name(number))).isPresent();
    }
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static String query(String sql) throws Exception {
    return WalSql.text(WalStack.pushed(), sql);
  }
}
