package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.THIRD;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marks, and what they mean to the next backup. */
class QuarantineTest {

  private static final byte[] DUMP = SomeBytes.random(9_000_000, 1);

  @TempDir Path folder;
  private BackupRepository repository;
  private Manifest first;
  private ChunkId damaged;

  @BeforeEach
  void backUpOnceAndDamageIt() throws Exception {
    repository = TestBackups.newRepository(new DirectoryObjectStore(folder.resolve("store")));
    first = backUp(repository, FIRST, DUMP);
    damaged = first.streams().getFirst().chunks().get(1);
    Path file = folder.resolve("store").resolve(damaged.objectKey());
    byte[] object = Files.readAllBytes(file);
    object[100] ^= 1;
    Files.write(file, object);
  }

  @Test
  void aMarkIsReadAsItWasWritten() throws Exception {
    assertThat(repository.verification(FIRST)).isEmpty();

    repository.mark(TestMarks.passed(FIRST));
    assertThat(repository.verification(FIRST)).contains(TestMarks.passed(FIRST));

    repository.mark(TestMarks.failed(FIRST));
    assertThat(repository.verification(FIRST)).contains(TestMarks.failed(FIRST));
    assertThat(repository.verification(FIRST).orElseThrow().quarantined()).isTrue();
  }

  @Test
  void anInconclusiveVerificationReplacesNoneThatProvedSomething() throws Exception {
    repository.mark(TestMarks.inconclusive(FIRST));
    assertThat(repository.verification(FIRST)).contains(TestMarks.inconclusive(FIRST));

    repository.mark(TestMarks.failed(FIRST));
    repository.mark(TestMarks.inconclusive(FIRST));

    assertThat(repository.verification(FIRST)).contains(TestMarks.failed(FIRST));
  }

  @Test
  void theNextBackupStoresTheChunksOfAQuarantinedOneAgain() throws Exception {
    repository.mark(TestMarks.failed(FIRST));

    Manifest second = backUp(repository, SECOND, DUMP);

    assertThat(second.newChunks()).isEqualTo(second.chunkCount());
    assertThat(second.rewritten()).containsExactly(FIRST);
    assertThat(repository.check(second, Progress.NONE)).isEmpty();
    assertThat(repository.check(first, Progress.NONE)).as("healed as well").isEmpty();
  }

  @Test
  void theOneAfterThatTrustsWhatWasStoredAgain() throws Exception {
    repository.mark(TestMarks.failed(FIRST));
    backUp(repository, SECOND, DUMP);

    Manifest third = backUp(repository, THIRD, DUMP);

    assertThat(third.newChunks()).isZero();
  }

  @Test
  void whatAQuarantinedBackupStoredAgainIsNotTrusted() throws Exception {
    repository.mark(TestMarks.failed(FIRST));
    backUp(repository, SECOND, DUMP);
    repository.mark(TestMarks.failed(SECOND));

    Manifest third = backUp(repository, THIRD, DUMP);

    assertThat(third.newChunks()).isEqualTo(third.chunkCount());
    assertThat(third.rewritten()).containsExactlyInAnyOrder(FIRST, SECOND);
  }

  @Test
  void aQuarantinedBackupWhoseManifestIsDamagedTaintsAllUntilTheNextBackup() throws Exception {
    repository.mark(TestMarks.failed(FIRST));
    Files.writeString(folder.resolve("store").resolve(FIRST.manifestKey()), "{}");

    Manifest second = backUp(repository, SECOND, DUMP);
    Manifest third = backUp(repository, THIRD, DUMP);

    assertThat(second.newChunks()).isEqualTo(second.chunkCount());
    assertThat(third.newChunks()).isZero();
  }

  @Test
  void aMarkThatIsDamagedCountsAsQuarantine() throws Exception {
    repository.mark(TestMarks.passed(FIRST));
    Files.writeString(folder.resolve("store").resolve(FIRST.verificationKey()), "{}");

    assertThat(backUp(repository, SECOND, DUMP).rewritten()).isEqualTo(List.of(FIRST));
  }

  @Test
  void withoutQuarantineNothingIsStoredAgain() throws Exception {
    repository.mark(TestMarks.inconclusive(FIRST));

    Manifest second = backUp(repository, SECOND, DUMP);

    assertThat(second.newChunks()).isZero();
    assertThat(second.rewritten()).isEmpty();
    assertThat(repository.check(second, Progress.NONE))
        .as("the damage at rest is found by its verification")
        .extracting(ChunkFault::chunkId)
        .containsExactly(damaged);
  }

  @Test
  void aMarkGoesWithItsBackup() throws Exception {
    repository.mark(TestMarks.failed(FIRST));

    repository.delete(FIRST);

    assertThat(repository.verification(FIRST)).isEmpty();
  }
}
