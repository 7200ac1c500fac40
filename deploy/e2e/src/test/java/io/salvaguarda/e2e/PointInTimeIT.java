package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.e2e.ProtectedCluster.Way;
import io.salvaguarda.local.PostgresMajor;
import io.salvaguarda.local.stack.SuiteService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Clusters of two major versions that are written to all the while, their logs streamed and pushed,
 * recovered to random places: of each version ten of a kind, exactly what was committed by then.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PointInTimeIT {
  /** Of each kind and each cluster; -Drecoveries=10 for more. */
  private static final int RECOVERIES = Integer.getInteger("recoveries", 5);

  private static final int AT_ONCE = 3;

  /** Each copy from a server holds at least one segment of the log. */
  private static final long SEGMENT = 16 << 20;

  private final Random random = new Random();
  private final ExecutorService operators = Executors.newFixedThreadPool(AT_ONCE);
  private RecoveredSources sources;

  @BeforeAll
  void aBackupOfEachAndRowsBeforeWhileAndAfterIt() throws Exception {
    sources = RecoveredSources.start();
    sources.backUpAndGoOnWriting();
  }

  @AfterAll
  void stop() throws Exception {
    operators.shutdownNow();
    if (sources != null) {
      sources.close();
    }
  }

  private ProtectedCluster source(PostgresMajor major, Way way) {
    return sources.find(major, way).orElseGet(() -> Assumptions.abort(PostgresMajor.absent()));
  }

  @ParameterizedTest
  @CsvSource({"OWN, STREAM", "OWN, PUSH", "ANOTHER, STREAM", "ANOTHER, PUSH"})
  void randomInstantsGiveExactlyWhatWasCommittedByThen(PostgresMajor major, Way way) {
    ProtectedCluster source = source(major, way);
    List<Instant> commits = source.cluster().commits();

    recoveredExactly(source, rows(source), row -> Map.of("time", commits.get(row - 1).toString()));
  }

  @ParameterizedTest
  @CsvSource({"OWN, STREAM", "OWN, PUSH", "ANOTHER, STREAM", "ANOTHER, PUSH"})
  void randomPositionsGiveExactlyWhatWasCommittedByThen(PostgresMajor major, Way way) {
    ProtectedCluster source = source(major, way);

    recoveredExactly(source, rows(source), row -> Map.of("lsn", source.cluster().position(row)));
  }

  @ParameterizedTest
  @CsvSource({"OWN, STREAM", "OWN, PUSH", "ANOTHER, STREAM", "ANOTHER, PUSH"})
  void randomNamedPointsGiveExactlyWhatWasCommittedByThen(PostgresMajor major, Way way) {
    ProtectedCluster source = source(major, way);
    List<Integer> points = rows(source).stream().map(WrittenCluster::rowOfPoint).toList();

    recoveredExactly(source, points, row -> Map.of("name", WrittenCluster.point(row)));
  }

  @ParameterizedTest
  @CsvSource({"OWN, STREAM", "OWN, PUSH", "ANOTHER, STREAM", "ANOTHER, PUSH"})
  void itsBackupIsProvenWithItsContent(PostgresMajor major, Way way) {
    String backup = source(major, way).backup();

    await()
        .atMost(Suite.PATIENCE)
        .until(() -> sources.suite().events().count("verification.", backup) >= 2);
    assertThat(sources.suite().events().of("verification.passed", backup))
        .singleElement()
        .satisfies(passed -> assertThat(Events.text(passed)).contains("\"CONTENT\""));
  }

  @Test
  void aBackupOfChangesIsProvenAndIsTheWholeCluster() throws Exception {
    ProtectedCluster source = summarizing();

    String backup = newBackup(source);

    assertThat(plainBytes(backup))
        .as("the changes, and what they are changes of")
        .isGreaterThan(plainBytes(source.backup()) + SEGMENT);
    sources.suite().awaitVerified(backup);
    assertThat(RecoveredCopy.rows(sources.suite(), source, backup, Map.of("consistent", true)))
        .isEqualTo(source.cluster().rows());
  }

  @Test
  void aServerThatHasLostItsSummariesIsBackedUpAsAWhole() throws Exception {
    ProtectedCluster source = summarizing();
    source.cluster().loseSummaries();

    String backup = newBackup(source);

    assertThat(plainBytes(backup)).isLessThan(plainBytes(source.backup()) + SEGMENT);
  }

  private ProtectedCluster summarizing() {
    ProtectedCluster source = source(PostgresMajor.ANOTHER, Way.PUSH);
    Assumptions.assumeTrue(source.summarizes(), "PostgreSQL 17 is the first that can do this");
    return source;
  }

  private String newBackup(ProtectedCluster source) {
    String job = sources.askForBackup(source);
    return sources.suite().succeeded(SuiteService.BACKUP, job, "backupId");
  }

  private long plainBytes(String backup) {
    return sources
        .suite()
        .get(SuiteService.BACKUP, "/backups/" + backup)
        .at("/plainBytes")
        .asLong();
  }

  private List<Integer> rows(ProtectedCluster source) {
    return random.ints(RECOVERIES, source.first(), source.last()).boxed().toList();
  }

  private void recoveredExactly(
      ProtectedCluster source, List<Integer> rows, IntFunction<Map<String, String>> target) {
    List<Future<Integer>> found =
        rows.stream()
            .map(row -> operators.submit(() -> sources.recoveredRows(source, target.apply(row))))
            .toList();
    IntStream.range(0, rows.size())
        .forEach(
            i ->
                assertThat(found.get(i))
                    .as("%s", target.apply(rows.get(i)))
                    .succeedsWithin(Suite.PATIENCE)
                    .isEqualTo(rows.get(i)));
  }
}
