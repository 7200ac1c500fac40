package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.backUp;
import static io.salvaguarda.repository.TestBackups.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was damaged at rest is named; what only failed on the way is never called damage. */
class DamageTest {

  private static final byte[] DUMP = SomeBytes.random(14_000_000, 1);

  @TempDir Path folder;
  private StoreWithFaults store;
  private BackupRepository repository;
  private Manifest manifest;
  private List<ChunkId> chunks;

  @BeforeEach
  void backUpOnce() throws Exception {
    store = new StoreWithFaults(new DirectoryObjectStore(folder.resolve("store")));
    repository = TestBackups.newRepository(store);
    manifest = backUp(repository, FIRST, DUMP);
    chunks = manifest.streams().getFirst().chunks();
    assertThat(chunks).hasSizeGreaterThan(4);
  }

  @Test
  void aFlippedBitIsFoundAndTheChunkNamed() throws Exception {
    flipABit(chunks.get(2));

    assertThat(repository.check(manifest, Progress.NONE))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.chunkId()).isEqualTo(chunks.get(2));
              assertThat(fault.kind()).isEqualTo(ChunkFault.Kind.DAMAGED);
            });
    assertReadingNames(chunks.get(2), ChunkFault.Kind.DAMAGED);
  }

  @Test
  void aMissingChunkIsFoundAndNamed() throws Exception {
    Files.delete(fileOf(chunks.get(1)));

    assertThat(repository.check(manifest, Progress.NONE))
        .extracting(ChunkFault::chunkId, ChunkFault::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(chunks.get(1), ChunkFault.Kind.MISSING));
    assertReadingNames(chunks.get(1), ChunkFault.Kind.MISSING);
  }

  @Test
  void aCutChunkIsDamaged() throws Exception {
    byte[] object = Files.readAllBytes(fileOf(chunks.getLast()));
    Files.write(fileOf(chunks.getLast()), Arrays.copyOf(object, object.length / 2));

    assertReadingNames(chunks.getLast(), ChunkFault.Kind.DAMAGED);
  }

  @Test
  void anEmptiedChunkIsDamaged() throws Exception {
    Files.write(fileOf(chunks.getFirst()), new byte[0]);

    assertReadingNames(chunks.getFirst(), ChunkFault.Kind.DAMAGED);
  }

  @Test
  void swappedChunksAreBothDamaged() throws Exception {
    byte[] one = Files.readAllBytes(fileOf(chunks.get(0)));
    Files.write(fileOf(chunks.get(0)), Files.readAllBytes(fileOf(chunks.get(3))));
    Files.write(fileOf(chunks.get(3)), one);

    assertThat(repository.check(manifest, Progress.NONE))
        .extracting(ChunkFault::chunkId)
        .containsExactly(chunks.get(0), chunks.get(3));
  }

  @Test
  void allFaultsAreToldInTheOrderOfTheStream() throws Exception {
    flipABit(chunks.get(3));
    Files.delete(fileOf(chunks.get(0)));
    flipABit(chunks.get(1));

    assertThat(repository.check(manifest, Progress.NONE))
        .extracting(ChunkFault::chunkId)
        .containsExactly(chunks.get(0), chunks.get(1), chunks.get(3));
  }

  @Test
  void whatCameBeforeTheDamageIsGivenOutAndNothingAfterIt() throws Exception {
    flipABit(chunks.get(2));
    byte[] read = new byte[DUMP.length];
    int count = 0;

    try (InputStream in = repository.open(manifest, "dump")) {
      while (true) {
        count += in.read(read, count, DUMP.length - count);
      }
    } catch (DamagedChunk e) {
      assertThat(e.chunkId()).isEqualTo(chunks.get(2));
    }

    assertThat(count).isBetween(1, DUMP.length - 1);
    assertThat(Arrays.equals(read, 0, count, DUMP, 0, count)).isTrue();
  }

  @Test
  void aBadTransferIsNotDamage() throws Exception {
    AtomicInteger transfers = new AtomicInteger();
    store.afterGet =
        (key, bytes) -> {
          if (key.startsWith("chunks/") && transfers.incrementAndGet() == 2) {
            bytes[bytes.length / 2] ^= 1;
          }
        };

    assertThat(repository.check(manifest, Progress.NONE)).isEmpty();
    assertThat(transfers.get()).isEqualTo(chunks.size() + 1);
  }

  @Test
  void anOutageIsNotDamage() throws Exception {
    AtomicInteger gets = new AtomicInteger();
    store.before =
        (operation, key) -> {
          if (key.startsWith("chunks/") && gets.incrementAndGet() > 3) {
            throw new StoreException.Unavailable("S3: HTTP 503");
          }
        };

    assertThatThrownBy(() -> repository.check(manifest, Progress.NONE))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> read(repository, manifest, "dump"))
        .isInstanceOf(StoreException.Unavailable.class);
  }

  @Test
  void aRepositoryThatIsNotThereIsAnOutageAndNotMissingChunks() throws Exception {
    Files.move(folder.resolve("store"), folder.resolve("unmounted"));
    Files.createDirectories(folder.resolve("store"));

    assertThatThrownBy(() -> repository.check(manifest, Progress.NONE))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> repository.manifest(FIRST))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> repository.list()).isInstanceOf(StoreException.Unavailable.class);
    assertThatThrownBy(() -> repository.newBackup(SECOND))
        .isInstanceOf(StoreException.Unavailable.class);
  }

  @Test
  void aManifestEditedByHandIsDamaged() throws Exception {
    Path file = folder.resolve("store").resolve(FIRST.manifestKey());
    String json = Files.readString(file);
    for (String edited :
        List.of(
            json.replace("\"plan\":\"daily\"", "\"plan\":\"never\""),
            json.replace("\"attempt\":2", "\"attempt\":3"),
            json.replace(chunks.get(0).hex(), chunks.get(1).hex()),
            json.replace("{\"authentication\":\"", "{\"authentication\":\"0"),
            json + "\n",
            "{\"content\":{}}",
            "{}",
            "",
            json.substring(0, json.length() / 2))) {
      assertThat(edited).isNotEqualTo(json);
      Files.writeString(file, edited);

      assertThatThrownBy(() -> repository.manifest(FIRST))
          .isInstanceOf(RepositoryException.Damaged.class)
          .hasMessageContaining(FIRST.manifestKey());
    }
  }

  @Test
  void aManifestInAnotherBackupsPlaceIsDamaged() throws Exception {
    Manifest second = backUp(repository, SECOND, new byte[10]);
    byte[] file = store.get(FIRST.manifestKey(), 1_000_000);
    store.put(second.id().manifestKey(), ByteBuffer.wrap(file));

    assertThatThrownBy(() -> repository.manifest(SECOND))
        .isInstanceOf(RepositoryException.Damaged.class);
  }

  @Test
  void aManifestOfANewerFormatIsSaidToBeThat() throws Exception {
    BackupRepository newer = BackupRepository.open(store, TestBackups.PASSPHRASE);
    newer.putDocument(FIRST.manifestKey(), SealedJson.JSON.createObjectNode().put("format", 2));

    assertThatThrownBy(() -> repository.manifest(FIRST))
        .isInstanceOf(RepositoryException.UnsupportedFormat.class);
  }

  @Test
  void aVerificationMarkEditedByHandIsDamaged() throws Exception {
    repository.mark(TestMarks.failed(FIRST));
    Path file = folder.resolve("store").resolve(FIRST.verificationKey());
    String json = Files.readString(file, StandardCharsets.UTF_8);

    Files.writeString(file, json.replace("FAILED", "PASSED"));

    assertThatThrownBy(() -> repository.verification(FIRST))
        .isInstanceOf(RepositoryException.Damaged.class);
  }

  @Test
  void aMarkInAnotherBackupsPlaceIsDamaged() throws Exception {
    repository.mark(TestMarks.passed(FIRST));
    byte[] file = store.get(FIRST.verificationKey(), 1_000_000);
    store.put(SECOND.verificationKey(), ByteBuffer.wrap(file));

    assertThatThrownBy(() -> repository.verification(SECOND))
        .isInstanceOf(RepositoryException.Damaged.class);
  }

  private void assertReadingNames(ChunkId chunk, ChunkFault.Kind kind) {
    assertThatThrownBy(() -> read(repository, manifest, "dump"))
        .isInstanceOfSatisfying(
            DamagedChunk.class,
            e -> {
              assertThat(e.chunkId()).isEqualTo(chunk);
              assertThat(e.fault().kind()).isEqualTo(kind);
            });
  }

  private void flipABit(ChunkId chunk) throws IOException {
    byte[] object = Files.readAllBytes(fileOf(chunk));
    object[object.length / 3] ^= 8;
    Files.write(fileOf(chunk), object);
  }

  private Path fileOf(ChunkId chunk) {
    return folder.resolve("store").resolve(chunk.objectKey());
  }
}
