package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.THIRD;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryCheckTest {

  private static final int MIB = 1024 * 1024;

  @TempDir Path folder;
  private ObjectStore store;
  private BackupRepository repository;
  private Manifest first;
  private Manifest second;

  @BeforeEach
  void twoBackups() throws Exception {
    store = new DirectoryObjectStore(folder.resolve("store"));
    repository = TestBackups.newRepository(store);
    first = backUp(repository, FIRST, SomeBytes.random(12 * MIB, 1));
    second = backUp(repository, SECOND, SomeBytes.random(12 * MIB, 2));
  }

  @Test
  void aSoundRepositoryIsReadWhole() throws Exception {
    RepositoryReport report = repository.check(ReadData.ALL, Progress.NONE);

    assertThat(report.sound()).isTrue();
    assertThat(report.backups()).isEqualTo(2);
    assertThat(report.chunks()).isEqualTo(first.newChunks() + second.newChunks());
    assertThat(report.readChunks()).isEqualTo(report.chunks());
    assertThat(report.readBytes()).isEqualTo(first.newBytes() + second.newBytes());
    assertThat(report.orphaned()).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() throws Exception {
    ChunkId missing = chunks(first).get(1);
    ChunkId flipped = chunks(first).get(2);
    ChunkId cut = chunks(second).get(0);
    store.delete(missing.objectKey());
    byte[] object = store.get(flipped.objectKey(), 20 * MIB);
    object[object.length / 2] ^= 1;
    store.put(flipped.objectKey(), ByteBuffer.wrap(object));
    store.put(cut.objectKey(), ByteBuffer.allocate(20));
    Manifest third = backUp(repository, THIRD, SomeBytes.random(3 * MIB, 3));
    byte[] manifest = store.get(THIRD.manifestKey(), ManifestDocument.LIMIT);
    manifest[100] ^= 1;
    store.put(THIRD.manifestKey(), ByteBuffer.wrap(manifest));

    RepositoryReport report = repository.check(ReadData.ALL, Progress.NONE);

    assertThat(report.sound()).isFalse();
    assertThat(report.faults())
        .extracting(ChunkFault::chunkId)
        .containsExactlyInAnyOrder(missing, flipped, cut);
    assertThat(report.faults())
        .filteredOn(fault -> fault.kind() == ChunkFault.Kind.MISSING)
        .extracting(ChunkFault::chunkId)
        .containsExactly(missing);
    assertThat(report.affected()).containsExactlyInAnyOrder(FIRST, SECOND);
    assertThat(report.unreadable())
        .extracting(RepositoryReport.Unreadable::manifestKey)
        .containsExactly(THIRD.manifestKey());
    assertThat(report.orphaned()).containsExactlyInAnyOrderElementsOf(chunks(third));
    assertThat(report.readChunks()).isEqualTo(report.chunks() - 3);
  }

  @Test
  void withoutReadingOnlyMissingAndCutObjectsAreFound() throws Exception {
    store.delete(chunks(first).getFirst().objectKey());

    RepositoryReport report = repository.check(ReadData.NONE, Progress.NONE);

    assertThat(report.faults()).hasSize(1);
    assertThat(report.affected()).containsExactly(FIRST);
    assertThat(report.readChunks()).isZero();
  }

  @Test
  void thePartsTogetherReadEachChunkOnce() throws Exception {
    Set<Long> counts = new HashSet<>();
    long read = 0;
    for (int part = 1; part <= 3; part++) {
      RepositoryReport report = repository.check(ReadData.parse(part + "/3"), Progress.NONE);
      counts.add(report.readChunks());
      read += report.readChunks();
    }

    assertThat(read).isEqualTo(first.newChunks() + second.newChunks());
    assertThat(counts).allSatisfy(count -> assertThat(count).isLessThan(first.newChunks() * 2));
  }

  @Test
  void aStoreThatIsAwayIsNoDamage() throws Exception {
    StoreWithFaults broken = new StoreWithFaults(store);
    broken.before =
        (operation, key) -> {
          if (key.startsWith("chunks/") && operation.equals("get")) {
            throw new StoreException.Unavailable("told by the test");
          }
        };

    assertThatThrownBy(() -> repository.on(broken).check(ReadData.ALL, Progress.NONE))
        .isInstanceOf(StoreException.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1 / 3"})
  void whatIsNoPartIsRefused(String text) {
    assertThatThrownBy(() -> ReadData.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<ChunkId> chunks(Manifest manifest) {
    return manifest.streams().getFirst().chunks();
  }
}
