package io.salvaguarda.backup.repositories;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.DirectoryGate;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Progress;
import io.salvaguarda.repository.PruneOfThePast;
import io.salvaguarda.repository.prune.Prune;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prunes and copies that are cancelled in their midst. */
@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class CancelledUpkeepTest {

  private static final int STRAYS = 4000;
  private static final int BACKUPS = 40;
  private static final Duration LONG_AGO = Prune.SHORTEST_GRACE.plusDays(1);

  @Test
  void aPruneThatIsCancelledWhileItDeletesHarmsNoBackupAndTheNextOneEndsItsWork()
      throws IOException {
    BackupId kept = BackupId.parse(Rest.backedUp("halted"));
    Path strays = Files.createDirectories(folder().resolve("chunks/00"));
    for (int i = 0; i < STRAYS; i++) {
      String id = "%064x".formatted(i + 1);
      Files.write(strays.resolve(id), new byte[] {1});
    }
    setBack(folder().resolve("chunks"), LONG_AGO);
    PruneOfThePast.run(BackupStack.repository("halted"), LONG_AGO);
    setBack(folder().resolve("prune"), LONG_AGO);

    try (DirectoryGate gate = DirectoryGate.of("halted")) {
      UUID job = ask("prune");
      await().pollInterval(Duration.ofMillis(2)).atMost(60, SECONDS).until(() -> strays() < STRAYS);
      gate.shut();

      assertCancelled(job);
    }

    long left = strays();
    assertThat(left).as("it was under way").isBetween(1L, STRAYS - 1L);
    assertWhole("halted", kept);
    setBack(folder().resolve("prune/lock"), Duration.ofMinutes(31));
    JsonPath next = Rest.ended(ask("prune"));
    assertThat(next.getString("result.outcome")).isEqualTo("DONE");
    assertThat(next.getLong("result.figures.deleted.chunks")).isEqualTo(left);
    assertThat(strays()).isZero();
    assertWhole("halted", kept);
  }

  @Test
  void aCopyThatIsCancelledLeavesWholeBackupsOrNoneAndTheNextOneGoesOn() throws IOException {
    for (int i = 0; i < BACKUPS; i++) {
      backUp(Instant.parse("2026-01-02T02:00:00Z").plusSeconds(i));
    }

    try (DirectoryGate gate = DirectoryGate.of("halted-copy")) {
      UUID job = ask("copies");
      await().pollInterval(Duration.ofMillis(2)).atMost(60, SECONDS).until(() -> copied() > 0);
      gate.shut();

      assertCancelled(job);
    }

    int copied = copied();
    int all = BackupStack.repository("halted").list().size();
    assertThat(copied).as("it was under way").isBetween(1, all - 1);
    assertAllWhole();
    JsonPath next = Rest.ended(ask("copies"));
    assertThat(next.getString("result.outcome")).isEqualTo("DONE");
    assertThat(next.getInt("result.figures.backups")).isEqualTo(all - copied);
    assertAllWhole();
  }

  private static void backUp(Instant at) throws IOException {
    JsonNode none = JsonNodeFactory.instance.objectNode();
    BackupId id = BackupId.of("stray", BackupId.Kind.LOGICAL, at, "1a2b3c");
    try (BackupWriter writer = BackupStack.repository("halted").newBackup(id)) {
      byte[] dump = id.toString().getBytes(StandardCharsets.UTF_8);
      writer.write("dump", new ByteArrayInputStream(dump), Progress.NONE);
      writer.commit(new BackupFacts("never", "a-job", 1, at, at, none, none, none));
    }
  }

  /** Manifests in the copy. */
  private static int copied() throws IOException {
    Path folder = BackupStack.folder("halted-copy").resolve("backups/stray/logical");
    String[] found = folder.toFile().list();
    return found == null ? 0 : BackupStack.repository("halted-copy").list().size();
  }

  private static void assertAllWhole() throws IOException {
    for (BackupId id : BackupStack.repository("halted-copy").list()) {
      assertWhole("halted-copy", id);
    }
  }

  private static void assertCancelled(UUID job) {
    assertThat(Rest.state(job)).isEqualTo("RUNNING");
    Rest.operator().post("/jobs/" + job + "/cancel").then().statusCode(202);
    assertThat(Rest.ended(job).getString("state")).isEqualTo("CANCELLED");
    assertThat(Rest.job(job).getInt("attempt")).isEqualTo(1);
    await().atMost(30, SECONDS).until(() -> threadsOf(job) == 0);
  }

  /** The work itself: when it has ended, nothing of it comes later. */
  private static long threadsOf(UUID job) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("-" + job))
        .filter(thread -> !thread.getName().startsWith("job-"))
        .count();
  }

  private static void assertWhole(String repository, BackupId id) throws IOException {
    BackupRepository opened = BackupStack.repository(repository);
    assertThat(opened.check(opened.manifest(id), Progress.NONE)).isEmpty();
  }

  private static UUID ask(String work) {
    return UUID.fromString(
        Rest.operator()
            .body("{}")
            .post("/repositories/halted/" + work)
            .then()
            .statusCode(202)
            .extract()
            .path("jobId"));
  }

  private static Path folder() {
    return BackupStack.folder("halted");
  }

  private static long strays() {
    String[] found = folder().resolve("chunks/00").toFile().list(); // none when it has become empty
    return Stream.of(found == null ? new String[0] : found)
        .filter(name -> name.startsWith("0".repeat(56)))
        .count();
  }

  private static void setBack(Path below, Duration by) throws IOException {
    try (Stream<Path> found = Files.walk(below)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
      }
    }
  }
}
