package io.salvaguarda.restore.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.restore.testing.Ledger;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class WalResourceTest {

  private static PhysicalSource source;
  private static Ledger ledger;

  /** Once; not before the first test, when RestAssured does not know the service's port yet. */
  @BeforeEach
  void aClusterWithArchivedWal() {
    if (source != null) {
      return;
    }
    source = PhysicalSource.start("stuck");
    ledger = new Ledger(source);
    source.backup();
    for (int i = 0; i < 3; i++) {
      ledger.write(10);
      source.archive();
    }
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  private static ValidatableResponse get(String token, String path) {
    return Restores.as(token).get("/wal/" + path).then();
  }

  private static String path(String name) {
    return "stuck/" + source.systemId() + "/" + name;
  }

  @Test
  void anArchivedSegmentIsGivenAsItWas() throws IOException {
    String segment = source.segments().getFirst();

    byte[] bytes =
        get(ServiceStack.OPERATOR, path(segment)).statusCode(200).extract().asByteArray();

    assertThat(bytes).isEqualTo(Files.readAllBytes(source.archivedFile(segment)));
  }

  @Test
  void whatIsNotArchivedIsMissingAndNothingElseIs() {
    get(ServiceStack.OPERATOR, path("00000001000000FF000000FE")).statusCode(404);
    get(ServiceStack.OPERATOR, path("00000009.history")).statusCode(404);
    get(ServiceStack.OPERATOR, path("passwd")).statusCode(400);
    get(ServiceStack.OPERATOR, "stuck/x/00000009.history").statusCode(400);
    get(ServiceStack.OPERATOR, "nobody/1/00000009.history").statusCode(404);
  }

  @Test
  void whoMayOnlyLookGetsNone() {
    get(ServiceStack.VIEWER, path(source.segments().getFirst())).statusCode(403);
    get("no-such-token", path(source.segments().getFirst())).statusCode(401);
  }

  @Test
  void walThatIsDamagedInTheRepositoryFailsTheRecoveryAndIsNotItsEnd() throws IOException {
    Path folder = Files.createDirectory(RestoreStack.restores().resolve("damaged-wal"));
    Path document = source.fileOf(source.segments().getLast());
    byte[] whole = Files.readAllBytes(document);
    byte[] bad = whole.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(document, bad);
    Map<String, Object> body =
        Map.of(
            "source",
            "stuck",
            "kind",
            "physical",
            "targetDirectory",
            folder.resolve("data").toString(),
            "target",
            Map.of("latest", true));
    String job = Restores.begun(body);
    org.awaitility.Awaitility.await()
        .atMost(60, java.util.concurrent.TimeUnit.SECONDS)
        .until(() -> Restores.job(job).getInt("attempt") > 1);
    Files.write(document, whole);

    JsonPath ended = Restores.succeeded(job);

    assertThat(ended.getInt("attempt")).isGreaterThan(1);
    assertThat(folder.resolve("data/PG_VERSION")).exists();
  }
}
