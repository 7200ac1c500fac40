package io.salvaguarda.restore.run;

import static io.salvaguarda.restore.testing.Restores.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.RestoreCompleted;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.restore.testing.Ledger;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.testing.Restores;
import io.salvaguarda.restore.testing.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One cluster that is written to all the while, recovered to many places. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class PointInTimeTest {

  private static final int ROWS = 60;
  private static final int TIMES = 3;

  private static PhysicalSource source;
  private static Ledger ledger;
  private static String backup;

  private final Random random = new Random();

  /** Once; not before the first test, when RestAssured does not know the service's port yet. */
  @BeforeEach
  void aClusterThatIsWrittenTo() {
    if (source != null) {
      return;
    }
    source = PhysicalSource.start("tower");
    ledger = new Ledger(source);
    ledger.write(ROWS);
    backup = source.backup();
    for (int i = 1; i <= TIMES; i++) {
      ledger.write(ROWS);
      source.execute("select pg_create_restore_point('point " + i + "')");
      ledger.write(ROWS);
      source.archive();
    }
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  private static Path folder() throws IOException {
    return Files.createDirectory(RestoreStack.restores().resolve("pitr-" + UUID.randomUUID()));
  }

  private static Map<String, Object> body(Path folder, Map<String, ?> target) {
    Map<String, Object> body = new HashMap<>();
    body.put("source", "tower");
    body.put("kind", "physical");
    body.put("targetDirectory", folder.resolve("data").toString());
    body.put("target", target);
    return body;
  }

  /** The rows of the restored cluster, which is started to be asked. */
  private static int recoveredRows(Map<String, ?> target) throws IOException {
    Path folder = folder();
    JsonPath job = Restores.restored(body(folder, target));
    assertThat(job.getString("result.backupId")).isEqualTo(backup);
    try (LocalCluster copy = PhysicalSource.started(folder.resolve("data"))) {
      assertThat(PhysicalSource.text(copy.connection("postgres"), "show archive_mode"))
          .isEqualTo("off");
      assertThat(
              PhysicalSource.text(
                  copy.connection("postgres"), "show max_logical_replication_workers"))
          .isEqualTo("0");
      return Ledger.rowsIn(copy.connection("postgres"));
    }
  }

  private static Ledger.Entry behindTheBackup(Random random) {
    // not the last one: that it was reached shows only by what comes after it
    return ledger.entries().get(ROWS + random.nextInt(TIMES * 2 * ROWS - 1));
  }

  @Test
  void threeRandomInstantsGiveExactlyWhatWasCommittedByThen() throws IOException {
    List<Instant> commits = ledger.commits();
    for (int i = 0; i < TIMES; i++) {
      int row = behindTheBackup(random).id();
      Instant at = commits.get(row - 1);
      boolean inclusive = random.nextBoolean();

      int rows = recoveredRows(Map.of("time", at.toString(), "inclusive", inclusive));

      assertThat(rows).as("%s, inclusive %s", at, inclusive).isEqualTo(inclusive ? row : row - 1);
    }
  }

  @Test
  void threeRandomPositionsGiveExactlyWhatWasCommittedByThen() throws IOException {
    for (int i = 0; i < TIMES; i++) {
      Ledger.Entry entry = behindTheBackup(random);

      int rows = recoveredRows(Map.of("lsn", entry.after().toString()));

      assertThat(rows).as("%s", entry).isEqualTo(entry.id());
    }
  }

  @Test
  void threeNamedPointsGiveExactlyWhatWasCommittedByThen() throws IOException {
    for (int i = 1; i <= TIMES; i++) {
      int rows = recoveredRows(Map.of("name", "point " + i));

      assertThat(rows).isEqualTo(ROWS + (2 * i - 1) * ROWS);
    }
  }

  @Test
  void aTransactionGivesItWithAllBeforeItOrOnlyThose() throws IOException {
    Ledger.Entry entry = behindTheBackup(random);

    assertThat(recoveredRows(Map.of("xid", entry.xid()))).isEqualTo(entry.id());
    assertThat(recoveredRows(Map.of("xid", entry.xid(), "inclusive", false)))
        .isEqualTo(entry.id() - 1);
  }

  @Test
  void theBackupAloneAndTheLatestAreTheTwoEnds() throws IOException {
    assertThat(recoveredRows(Map.of("consistent", true))).isEqualTo(ROWS);
    assertThat(recoveredRows(Map.of("latest", true))).isEqualTo(ledger.last().id());
  }

  @Test
  void aRecoveryIsToldWithWhatItReached() throws IOException {
    Path folder = folder();
    try (Told told = new Told()) {
      UUID job =
          UUID.fromString(Restores.restored(body(folder, Map.of("latest", true))).getString("id"));

      RestoreCompleted completed =
          told.first(RestoreCompleted.class, e -> e.restoreId().equals(job));

      assertThat(completed.kind()).isEqualTo(BackupKind.PHYSICAL);
      assertThat(completed.target().directory()).isEqualTo(folder.resolve("data").toString());
      assertThat(Lsn.parse(completed.recoveredLsn())).isGreaterThan(ledger.last().after());
      assertThat(completed.lastCommit()).isEqualTo(ledger.commits().getLast());
    }
  }

  @Test
  void aTargetThatNoWalContainsIsAFailureAndLeavesNothing() throws IOException {
    Path folder = folder();

    JsonPath job = Restores.ended(Restores.begun(body(folder, Map.of("name", "no such"))));

    assertThat(job.getString("failure.errorClass")).isEqualTo("TARGET_UNREACHABLE");
    assertThat(job.getInt("attempt")).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTimeBehindTheLastArchivedTransactionIsRefusedAtOnce() throws IOException {
    Path folder = folder();
    Instant last = ledger.commits().getLast();

    JsonPath problem =
        ask(ServiceStack.OPERATOR, body(folder, Map.of("time", last.plusMillis(1).toString())))
            .statusCode(409)
            .extract()
            .jsonPath();

    assertThat(problem.getString("detail"))
        .contains("The last archived transaction ended at " + last);
    ask(ServiceStack.OPERATOR, body(folder, Map.of("time", last.toString()))).statusCode(409);
    Map<String, Object> preview = body(folder, Map.of("time", last.toString(), "inclusive", false));
    preview.put("preview", true);
    ask(ServiceStack.OPERATOR, preview).statusCode(200);
  }

  @Test
  void aTargetOutsideOfTheWindowIsRefusedWithTheWindow() throws IOException {
    Path folder = folder();
    Instant before = Instant.now().minus(Duration.ofDays(1));
    Instant after = Instant.now().plus(Duration.ofHours(1));
    Lsn beyond = ledger.last().after().plus(1 << 30);

    for (Map<String, String> target :
        List.of(
            Map.of("time", before.toString()),
            Map.of("time", after.toString()),
            Map.of("lsn", "0/1000"),
            Map.of("lsn", beyond.toString()))) {
      JsonPath problem =
          ask(ServiceStack.OPERATOR, body(folder, target)).statusCode(409).extract().jsonPath();
      assertThat(problem.getString("field")).isEqualTo("target");
      assertThat(Instant.parse(problem.getString("window[0].from"))).isAfter(before);
      assertThat(Instant.parse(problem.getString("window[0].to"))).isBefore(after);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aPreviewSaysWhatWouldBeDoneAndDoesNothing() throws IOException {
    Path folder = folder();
    Instant at = ledger.commits().get(2 * ROWS);
    Map<String, Object> body = body(folder, Map.of("time", at.toString()));
    body.put("preview", true);

    JsonPath plan = ask(ServiceStack.OPERATOR, body).statusCode(200).extract().jsonPath();

    assertThat(plan.getString("backupId")).isEqualTo(backup);
    assertThat(plan.getString("dataLoss")).contains(at.toString());
    assertThat(plan.getLong("lossSeconds")).isNotNegative();
    assertThat(plan.getLong("walBytes")).isPositive();
    assertThat(folder).isEmptyDirectory();
  }
}
