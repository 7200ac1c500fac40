package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup asks its store, and that it believes only what it was told. */
class StoredChunksTest {

  /** About eighty chunks; more than would fit into the heap of these tests at once. */
  private static InputStream dump() {
    return SomeBytes.randomStream(160 << 20, 7);
  }

  @TempDir Path folder;

  private final Queue<String> questions = new ConcurrentLinkedQueue<>();

  private StoreWithFaults store() throws IOException {
    StoreWithFaults store = new StoreWithFaults(new DirectoryObjectStore(folder));
    store.before =
        (operation, key) -> {
          if (key.startsWith("chunks/") && !operation.equals("put")) {
            questions.add(operation + " " + key);
          }
        };
    return store;
  }

  private static void requireWhole(BackupRepository repository, Manifest backup)
      throws IOException {
    InputStream expected = dump();
    try (InputStream restored = repository.open(backup, "dump")) {
      byte[] part;
      do {
        part = restored.readNBytes(1 << 20);
        assertThat(part).isEqualTo(expected.readNBytes(1 << 20));
      } while (part.length > 0);
    }
  }

  @Test
  void aBackupOfFewChunksListsNone() throws IOException {
    BackupRepository repository = TestBackups.newRepository(store());

    backUp(repository, FIRST, SomeBytes.random(4 << 20, 1));

    assertThat(questions).isNotEmpty().allMatch(question -> question.startsWith("stat "));
  }

  @Test
  void aBackupOfManyKnownChunksIsAnsweredByOneList() throws IOException {
    BackupRepository repository = TestBackups.newRepository(store());
    Manifest first = backUp(repository, FIRST, dump());
    questions.clear();

    Manifest second = backUp(repository, SECOND, dump());

    assertThat(second.newBytes()).isZero();
    assertThat(second.storedBytes()).isEqualTo(first.storedBytes());
    assertThat(questions).filteredOn("list chunks/"::equals).hasSize(1);
    assertThat(questions)
        .filteredOn(question -> question.startsWith("stat "))
        .as("of %d chunks", first.streams().getFirst().chunks().size())
        .hasSizeLessThan(StoredChunks.FEW + 8); // as many as work at once
  }

  @Test
  void aChunkThatIsMissingInTheListIsStoredAgain() throws IOException {
    BackupRepository repository = TestBackups.newRepository(store());
    Manifest first = backUp(repository, FIRST, dump());
    ChunkId last = first.streams().getFirst().chunks().getLast();
    Files.delete(folder.resolve(last.objectKey()));

    Manifest second = backUp(repository, SECOND, dump());

    assertThat(second.streams().getFirst().summary().newChunks()).isEqualTo(1);
    requireWhole(repository, second);
  }

  @Test
  void anObjectTooShortToBeAChunkIsNone() throws IOException {
    BackupRepository repository = TestBackups.newRepository(store());
    Manifest first = backUp(repository, FIRST, dump());
    ChunkId last = first.streams().getFirst().chunks().getLast();
    Files.write(folder.resolve(last.objectKey()), new byte[] {1, 2, 3});

    Manifest second = backUp(repository, SECOND, dump());

    assertThat(second.streams().getFirst().summary().newChunks()).isEqualTo(1);
    requireWhole(repository, second);
  }

  @Test
  void aRepositoryWithMoreThanMayBeHeldInMemoryIsNeverListed() throws IOException {
    NowhereStore nowhere = new NowhereStore();
    StoredChunks stored = new StoredChunks(nowhere);
    byte[] shard = new byte[ChunkId.SIZE]; // the first byte names it
    for (int i = 0; i <= StoredChunks.MOST_LISTED / 256; i++) {
      ByteBuffer.wrap(shard).putInt(ChunkId.SIZE - Integer.BYTES, i);
      nowhere.put(ChunkId.of(shard).objectKey(), ByteBuffer.allocate(100));
    }
    ChunkId late = ChunkId.of(new byte[ChunkId.SIZE]);
    for (int i = 0; i < 10_000; i++) {
      assertThat(stored.size(late)).contains(100L);
    }
    shard[0] = 1;
    nowhere.put(ChunkId.of(shard).objectKey(), ByteBuffer.allocate(100));

    assertThat(stored.size(ChunkId.of(shard))).as("as it is now").contains(100L);
  }
}
