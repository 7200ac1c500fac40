package io.salvaguarda.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository from when the format was fixed. It must be read for ever, and never made anew. */
class FormatOneTest {

  private static final Path KEPT = Path.of("src/test/resources/format-1");

  @TempDir Path folder;

  @Test
  void aRepositoryOfTheFirstVersionIsReadAndContinued() throws Exception {
    ObjectStore store = new DirectoryObjectStore(copyOf(KEPT));

    BackupRepository repository = BackupRepository.open(store, "format one");
    Manifest manifest = repository.manifest(TestBackups.FIRST);
    byte[] dump = TestBackups.read(repository, manifest, "dump");

    assertThat(dump).isEqualTo(Files.readAllBytes(KEPT.resolveSibling("format-1-dump.txt")));
    assertThat(TestBackups.read(repository, manifest, "noise")).hasSize(300);
    assertThat(manifest.facts()).isEqualTo(TestBackups.facts());
    assertThat(repository.check(manifest, Progress.NONE)).isEmpty();
    assertThat(repository.verification(TestBackups.FIRST))
        .contains(TestMarks.passed(TestBackups.FIRST));
    assertThat(TestBackups.backUp(repository, TestBackups.SECOND, dump).newChunks()).isZero();
  }

  private Path copyOf(Path tree) throws IOException {
    Path copy = folder.resolve("store");
    List<Path> paths;
    try (var walk = Files.walk(tree)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Files.copy(path, copy.resolve(tree.relativize(path).toString()));
    }
    return copy;
  }
}
