package io.salvaguarda.backup.prune;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Due;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.RepositoryPruneFailed;
import io.salvaguarda.events.RepositoryPruned;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.testing.CatalogSql;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.PruneOfThePast;
import io.salvaguarda.repository.prune.Prune;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class PruneTest {

  private static final Path SPARE_CHUNKS = Path.of("chunks");
  private static final Duration LONG_AGO = Prune.SHORTEST_GRACE.plusDays(1);

  @Test
  void whatNoBackupNeedsIsMarkedByOneRunAndDeletedByOneAfterTheGrace() throws IOException {
    BackupId gone = BackupId.parse(Rest.backedUp("pruned"));
    BackupStack.repository("spare").delete(gone);
    CatalogSql.execute("delete from backup where backup_id = '" + gone + "'");
    setBack(SPARE_CHUNKS);
    long chunks = files(SPARE_CHUNKS).size();
    assertThat(chunks).isPositive();

    Due.now("prune", "spare");

    RepositoryPruned marked = pruned(1);
    assertThat(marked.markedChunks()).isEqualTo(chunks);
    assertThat(marked.deletedChunks()).isZero();
    assertThat(files(SPARE_CHUNKS)).hasSize((int) chunks);

    markLongAgo();
    Due.now("prune", "spare");

    RepositoryPruned deleted = pruned(2);
    assertThat(deleted.deletedChunks()).isEqualTo(chunks);
    assertThat(deleted.deletedBytes()).isEqualTo(marked.markedBytes()).isPositive();
    assertThat(files(SPARE_CHUNKS)).isEmpty();
    String metrics = Rest.viewer().get("/q/metrics").then().extract().asString();
    assertThat(metrics)
        .contains("salvaguarda_prune_deleted_chunks_total{repository=\"spare\"} " + chunks + ".0");
    await()
        .atMost(30, SECONDS)
        .until(
            () ->
                Rest.viewer()
                    .get("/q/metrics")
                    .asString()
                    .matches("(?s).*prune_last_timestamp_seconds\\{repository=\"spare\"} [0-9].*"));
  }

  @Test
  void aRepositoryThatIsBeingPrunedIsLeftToTheOther() throws Exception {
    Rest.backedUp("small");
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Path stray = BackupStack.diskFile("chunks/00/" + "00".repeat(32));
    Files.createDirectories(stray.getParent());
    Files.write(stray, new byte[] {1});
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try {
                BackupStack.repository("disk")
                    .prune()
                    .run(
                        Prune.SHORTEST_GRACE,
                        (id, bytes, fate, since) -> {
                          atWork.countDown();
                          waitFor(goOn);
                        });
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    try {
      assertThat(atWork.await(60, SECONDS)).isTrue();

      JsonPath job = Rest.ended(ask("disk", "{}"));

      assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
      assertThat(job.getString("result.outcome")).isEqualTo("BUSY");
      assertThat(Instant.parse(job.getString("result.busySince"))).isNotNull();
    } finally {
      goOn.countDown();
      other.join();
      Files.deleteIfExists(stray);
    }
  }

  @Test
  void aDryRunChangesNothing() {
    Rest.backedUp("small");

    JsonPath job = Rest.ended(ask("disk", "{\"dryRun\": true}"));

    assertThat(job.getString("result.outcome")).isEqualTo("DRY_RUN");
    assertThat(job.getLong("result.figures.needed.chunks")).isPositive();
    assertThat(job.getLong("result.figures.deleted.chunks")).isZero();
  }

  @Test
  void aStoreThatIsAwayIsTriedAgainAndThenTold() {
    Rest.ended(ask("main", null));
    BackupStack.s3().process().kill9();
    try {
      UUID asked = ask("main", null);

      JsonPath job = Rest.ended(asked);

      assertThat(job.getString("state")).isEqualTo("FAILED");
      assertThat(job.getInt("attempt")).isEqualTo(3);
      try (TopicReader told = told()) {
        await()
            .atMost(60, SECONDS)
            .until(
                () ->
                    !told.events(RepositoryPruneFailed.class, e -> e.jobId().equals(asked))
                        .isEmpty());
        RepositoryPruneFailed failed =
            (RepositoryPruneFailed)
                told.events(RepositoryPruneFailed.class, e -> e.jobId().equals(asked))
                    .getFirst()
                    .data();
        assertThat(failed.repository()).isEqualTo("main");
        assertThat(failed.attempt()).isEqualTo(3);
        assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.STORE_UNAVAILABLE);
      }
    } finally {
      BackupStack.s3().process().start();
    }
    assertThat(Rest.ended(ask("main", null)).getString("state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void aRepositoryWithoutABackupIsNotMadeByPruningIt() {
    JsonPath job = Rest.ended(ask("unused", "{}"));

    assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
    assertThat(job.getString("result.outcome")).isEqualTo("NO_REPOSITORY");
    assertThat(BackupStack.folder("unused").resolve("repository.json")).doesNotExist();
  }

  @Test
  void whoMayNotAndWhatIsNotThereIsSaid() {
    Rest.viewer()
        .contentType("application/json")
        .post("/repositories/disk/prune")
        .then()
        .statusCode(403);
    Rest.operator()
        .body("{}")
        .post("/repositories/dikc/prune")
        .then()
        .statusCode(404)
        .body("detail", containsString("\"dikc\""))
        .body("detail", containsString("disk"));
    Rest.operator().body("{\"dry\": 1}").post("/repositories/disk/prune").then().statusCode(400);
  }

  @Test
  void theSameKeyIsTheSameJobAndNoOtherWork() {
    String key = UUID.randomUUID().toString();
    UUID first = withKey("disk", key, 202);

    assertThat(withKey("disk", key, 202)).isEqualTo(first);
    withKey("unused", key, 409);
    Rest.ended(first);
  }

  private static UUID withKey(String repository, String key, int status) {
    return UUID.fromString(
        Rest.operator()
            .header("Idempotency-Key", key)
            .body("{}")
            .post("/repositories/" + repository + "/prune")
            .then()
            .statusCode(status)
            .extract()
            .path("jobId"));
  }

  private static UUID ask(String repository, String body) {
    var request = Rest.operator();
    return UUID.fromString(
        (body == null ? request : request.body(body))
            .post("/repositories/" + repository + "/prune")
            .then()
            .statusCode(202)
            .extract()
            .path("jobId"));
  }

  /** The so manieth event about the repository spare. */
  private static RepositoryPruned pruned(int number) {
    try (TopicReader told = told()) {
      await().atMost(60, SECONDS).until(() -> ofSpare(told).size() == number);
      return ofSpare(told).getLast();
    }
  }

  private static List<RepositoryPruned> ofSpare(TopicReader told) {
    return told.events(RepositoryPruned.class, e -> e.repository().equals("spare")).stream()
        .map(event -> (RepositoryPruned) event.data())
        .toList();
  }

  private static TopicReader told() {
    return new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.STORAGE);
  }

  /** In the place of the list that was just written, one that is older than the grace. */
  private static void markLongAgo() throws IOException {
    for (Path list : files(Path.of("prune/marks"))) {
      Files.delete(list);
    }
    PruneOfThePast.run(BackupStack.repository("spare"), LONG_AGO);
    setBack(Path.of("prune/marks"));
  }

  private static void setBack(Path part) throws IOException {
    for (Path file : files(part)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(LONG_AGO)));
    }
  }

  private static List<Path> files(Path part) throws IOException {
    Path folder = BackupStack.folder("spare").resolve(part);
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).toList();
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
