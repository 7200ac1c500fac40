package io.salvaguarda.verify.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Finding;
import io.salvaguarda.events.Level;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.verify.testing.TestBackups;
import io.salvaguarda.verify.testing.Verified;
import io.salvaguarda.verify.testing.VerifyStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(VerifyStack.class)
class BadBackupTest {

  private final Verified service = new Verified();

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void aFlippedBitIsFoundNamedAndQuarantinedUntilItIsMended() throws Exception {
    BackupCompleted backup = TestBackups.make("shop");
    ChunkId chunk = chunkOf(backup);
    byte[] sound = flipBit(chunk);

    service.tell(backup);

    VerificationFailed failed = failureOf(backup);
    assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.BACKUP_DAMAGED);
    assertThat(failed.levelReached()).isNull();
    assertThat(failed.findings())
        .singleElement()
        .returns("CHUNK_DAMAGED", Finding::code)
        .returns(chunk.hex(), Finding::object);
    assertThat(markOf(backup).orElseThrow().quarantined()).isTrue();

    Files.write(fileOf(chunk), sound);
    String again = service.ask(backup.backupId());

    assertThat(service.result(again).getString("outcome")).isEqualTo("PASSED");
    assertThat(markOf(backup).orElseThrow().quarantined()).isFalse();
  }

  @Test
  void aDeletedChunkIsMissing() throws Exception {
    BackupCompleted backup = TestBackups.make("shop");
    ChunkId chunk = chunkOf(backup);
    byte[] sound = Files.readAllBytes(fileOf(chunk));
    Files.delete(fileOf(chunk));

    service.tell(backup);

    VerificationFailed failed = failureOf(backup);
    Files.write(fileOf(chunk), sound); // other tests share it
    assertThat(failed.findings())
        .singleElement()
        .returns("CHUNK_MISSING", Finding::code)
        .returns(chunk.hex(), Finding::object);
  }

  @Test
  void oneRowLessThanTheSourceHadNamesTheTableAndBothCounts() throws Exception {
    BackupCompleted backup =
        TestBackups.make("shop", "disk", TestBackups.FULL, BadBackupTest::oneCustomerMore);

    service.tell(backup);

    VerificationFailed failed = failureOf(backup);
    assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.CONTENT_DIFFERS);
    assertThat(failed.levelReached()).isEqualTo(Level.RESTORED);
    assertThat(failed.findings())
        .singleElement()
        .returns("ROW_COUNT_DIFFERS", Finding::code)
        .returns("public.customers", Finding::object)
        .returns("501", Finding::expected)
        .returns("500", Finding::actual);
    assertThat(markOf(backup).orElseThrow().quarantined()).isTrue();
  }

  private static ObjectNode oneCustomerMore(ObjectNode facts) {
    ((ArrayNode) facts.path("tables"))
        .forEach(
            table -> {
              if (table.path("name").asText().equals("customers")) {
                ((ObjectNode) table).put("rows", table.path("rows").asLong() + 1);
              }
            });
    return facts;
  }

  @Test
  void anAssertionThatDoesNotHoldFails() {
    BackupCompleted backup = TestBackups.make("untrue");

    service.tell(backup);

    assertThat(failureOf(backup).findings())
        .singleElement()
        .returns("ASSERTION_FALSE", Finding::code)
        .returns("nobody buys", Finding::object)
        .returns("false", Finding::actual);
  }

  @Test
  void aManifestThatIsNotAuthenticFails() throws Exception {
    BackupCompleted backup = TestBackups.make("shop");
    Path manifest = manifestOf(backup);
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"attempt\":1", "\"attempt\":2"));

    service.tell(backup);

    VerificationFailed failed = failureOf(backup);
    assertThat(failed.findings()).singleElement().returns("MANIFEST_DAMAGED", Finding::code);
    assertThat(markOf(backup).orElseThrow().quarantined()).isTrue();
  }

  @Test
  void aManifestThatNobodyDeletedIsMissing() throws Exception {
    BackupCompleted backup = TestBackups.make("shop");
    Files.delete(manifestOf(backup));

    service.tell(backup);

    assertThat(failureOf(backup).findings())
        .singleElement()
        .returns("MANIFEST_MISSING", Finding::code);
    assertThat(markOf(backup)).isEmpty();
  }

  @Test
  void aBackupThatIsDeletedMeanwhileIsSkipped() throws Exception {
    BackupCompleted backup = TestBackups.make("shop");
    Files.delete(manifestOf(backup));
    service.tell(backup);
    service.awaitLatest(backup.backupId(), "RUNNING");

    service.tell(deletionOf(backup));

    assertThat(service.outcomeOf(backup.backupId()).getString("outcome")).isEqualTo("SKIPPED");
    assertThat(service.events(VerificationFailed.class, backup.backupId())).isEmpty();
  }

  @Test
  void aBackupWhoseDeletionIsHeardOfFirstIsNotVerified() throws Exception {
    BackupCompleted deleted = TestBackups.make("shop");
    BackupCompleted next = TestBackups.make("shallow");
    service.tell(deletionOf(deleted));

    service.tell(deleted);
    service.tell(next);

    service.outcomeOf(next.backupId());
    assertThat(service.latest(deleted.backupId()).getList("")).isEmpty();
  }

  private static BackupDeleted deletionOf(BackupCompleted backup) {
    return new BackupDeleted(
        backup.backupId(),
        backup.sourceId(),
        BackupKind.LOGICAL,
        "disk",
        "older than 30 days",
        Instant.now());
  }

  private VerificationFailed failureOf(BackupCompleted backup) {
    JsonPath outcome = service.outcomeOf(backup.backupId());
    assertThat(outcome.getString("outcome")).isEqualTo("FAILED");
    return service.events(VerificationFailed.class, backup.backupId(), 1).getFirst();
  }

  private static Optional<VerificationMark> markOf(BackupCompleted backup) throws IOException {
    return VerifyStack.repository("disk").verification(BackupId.parse(backup.backupId()));
  }

  private static Path manifestOf(BackupCompleted backup) {
    return VerifyStack.diskFile("backups/" + backup.backupId() + "/manifest.json");
  }

  private static ChunkId chunkOf(BackupCompleted backup) throws IOException {
    Manifest manifest = VerifyStack.repository("disk").manifest(BackupId.parse(backup.backupId()));
    return manifest.stream("dump").orElseThrow().chunks().getLast();
  }

  private static Path fileOf(ChunkId chunk) {
    return VerifyStack.diskFile(chunk.objectKey());
  }

  /** The bytes as they were. */
  private static byte[] flipBit(ChunkId chunk) throws IOException {
    byte[] sound = Files.readAllBytes(fileOf(chunk));
    byte[] bad = sound.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(fileOf(chunk), bad);
    return sound;
  }
}
