package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of which another one's streams become a part. */
class AdoptionTest {

  private static final byte[] DUMP = SomeBytes.random(9_000_000, 7);

  @TempDir Path folder;
  private BackupRepository repository;
  private Manifest first;

  @BeforeEach
  void backUpOnce() throws Exception {
    repository = TestBackups.newRepository(new DirectoryObjectStore(folder.resolve("store")));
    first = backUp(repository, FIRST, DUMP);
  }

  @Test
  void whatIsAdoptedIsReadFromTheNewBackupAlsoWhenTheFirstIsGone() throws Exception {
    Manifest second;
    try (BackupWriter writer = repository.newBackup(SECOND)) {
      assertThat(writer.mayRelyOn(first.streams())).isTrue();
      writer.adopt("before-01-dump", first.streams().getFirst());
      second = writer.commit(TestBackups.facts());
    }
    repository.delete(FIRST);

    assertThat(second.newBytes()).isZero();
    try (InputStream in = repository.open(repository.manifest(SECOND), "before-01-dump")) {
      assertThat(in.readAllBytes()).isEqualTo(DUMP);
    }
  }

  @Test
  void aChunkThatIsNotThereOrInAQuarantinedBackupIsNotReliedOn() throws Exception {
    Files.delete(
        folder.resolve("store").resolve(first.streams().getFirst().chunks().getLast().objectKey()));
    try (BackupWriter writer = repository.newBackup(SECOND)) {
      assertThat(writer.mayRelyOn(first.streams())).isFalse();
      assertThatThrownBy(() -> writer.adopt("before-01-dump", first.streams().getFirst()))
          .isInstanceOf(IllegalStateException.class);
    }
    Manifest healed = backUp(repository, SECOND, DUMP);
    repository.mark(TestMarks.failed(SECOND));
    try (BackupWriter writer = repository.newBackup(TestBackups.THIRD)) {
      assertThat(writer.mayRelyOn(healed.streams())).isFalse();
    }
  }
}
