package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.THIRD;
import static io.salvaguarda.repository.TestBackups.backUp;
import static io.salvaguarda.repository.TestBackups.facts;
import static io.salvaguarda.repository.TestBackups.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writing, reading and listing backups, on every store. */
abstract class BackupRepositoryConformance {

  private static final int MIB = 1024 * 1024;

  private ObjectStore store;
  private BackupRepository repository;

  abstract ObjectStore emptyStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = emptyStore();
    repository = TestBackups.newRepository(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aBackupComesBackByteByByteFromTheRepositoryAlone() throws Exception {
    byte[] dump = SomeBytes.rows(9 * MIB, 1);
    byte[] globals = SomeBytes.rows(700, 2);
    StreamSummary dumped;
    Manifest committed;
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      writer.write("globals", new ByteArrayInputStream(globals), Progress.NONE);
      dumped = writer.write("dump", SomeBytes.trickling(dump, 1), Progress.NONE);
      writer.write("none", InputStream.nullInputStream(), EmptyStreams.ALLOWED, Progress.NONE);
      committed = writer.commit(facts());
    }

    BackupRepository reopened = BackupRepository.open(store, TestBackups.PASSPHRASE);
    Manifest manifest = reopened.manifest(FIRST);

    assertThat(manifest).isEqualTo(committed);
    assertThat(manifest.facts()).isEqualTo(facts());
    assertThat(manifest.streams())
        .extracting(BackedUpStream::name)
        .containsExactly("globals", "dump", "none");
    assertThat(read(reopened, manifest, "globals")).isEqualTo(globals);
    assertThat(Arrays.equals(read(reopened, manifest, "dump"), dump)).isTrue();
    assertThat(read(reopened, manifest, "none")).isEmpty();
    assertThat(dumped.plainBytes()).isEqualTo(dump.length);
    assertThat(manifest.plainBytes()).isEqualTo(dump.length + 700);
    assertThat(manifest.storedBytes()).isEqualTo(manifest.newBytes()).isLessThan(dump.length / 2);
    assertThat(reopened.check(manifest, Progress.NONE)).isEmpty();
  }

  @Test
  void streamsOfAnySizeAndKindComeBack() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 12; i++) {
      int size = (int) Math.pow(2, random.nextDouble() * 23.5);
      byte[] bytes =
          switch (i % 3) {
            case 0 -> SomeBytes.random(size, i);
            case 1 -> SomeBytes.rows(size, i);
            default -> new byte[size];
          };
      BackupId id = TestBackups.id("2026-02-%02dT00:00:00Z".formatted(i + 1));

      Manifest manifest = backUp(repository, id, SomeBytes.trickling(bytes, i));

      assertThat(Arrays.equals(read(repository, manifest, "dump"), bytes))
          .as("%d bytes of kind %d", size, i % 3)
          .isTrue();
    }
  }

  @Test
  void whatWasStoredBeforeIsNotStoredAgain() throws Exception {
    byte[] dump = SomeBytes.random(12 * MIB, 1);
    backUp(repository, FIRST, dump);

    Manifest again = backUp(repository, SECOND, dump);

    assertThat(again.newChunks()).isZero();
    assertThat(again.newBytes()).isZero();
    assertThat(again.storedBytes()).isGreaterThan(12 * MIB);
    assertThat(Arrays.equals(read(repository, again, "dump"), dump)).isTrue();
  }

  @Test
  void anInsertionAtTheFrontLeavesNearlyAllChunksKnown() throws Exception {
    backUp(repository, FIRST, SomeBytes.randomStream(60L * MIB, 1));
    InputStream longer =
        new SequenceInputStream(
            new ByteArrayInputStream(SomeBytes.random(1000, 2)),
            SomeBytes.randomStream(60L * MIB, 1));

    Manifest second = backUp(repository, SECOND, longer);

    assertThat(second.newChunks()).isLessThanOrEqualTo(second.chunkCount() / 10);
  }

  @Test
  void repeatedBytesAreStoredOnce() throws Exception {
    Manifest manifest = backUp(repository, FIRST, new byte[20 * MIB]);

    assertThat(manifest.chunkCount()).isEqualTo(3);
    assertThat(manifest.newChunks()).isEqualTo(2);
    assertThat(manifest.storedBytes()).isLessThan(10_000);
    assertThat(Arrays.equals(read(repository, manifest, "dump"), new byte[20 * MIB])).isTrue();
  }

  @Test
  void aProducerThatFailsAtItsEndPublishesNothing() throws Exception {
    InputStream dump = SomeBytes.randomStream(60L * MIB, 1);
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      writer.write("globals", new ByteArrayInputStream(new byte[9]), Progress.NONE);
      InputStream failing = new SequenceInputStream(dump, endOfFailedProducer());
      assertThatThrownBy(() -> writer.write("dump", failing, Progress.NONE))
          .isInstanceOf(IOException.class)
          .hasMessage("pg_dump exited 1");
      assertThatThrownBy(() -> writer.commit(facts())).isInstanceOf(IllegalStateException.class);
    }
    assertThat(repository.list()).isEmpty();

    Manifest next = backUp(repository, SECOND, SomeBytes.randomStream(60L * MIB, 1));

    assertThat(next.newChunks()).as("some were stored").isLessThan(next.chunkCount());
  }

  private static InputStream endOfFailedProducer() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("pg_dump exited 1");
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return read();
      }
    };
  }

  @Test
  void anEmptyStreamIsRefusedWhereItMustNotBe() throws Exception {
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      assertThatThrownBy(() -> writer.write("dump", InputStream.nullInputStream(), Progress.NONE))
          .isInstanceOf(RepositoryException.EmptyStream.class)
          .hasMessageContaining("dump");
      assertThatThrownBy(() -> writer.commit(facts())).isInstanceOf(IllegalStateException.class);
    }
    assertThat(repository.list()).isEmpty();
  }

  @Test
  void aBackupWithoutAStreamIsRefused() throws Exception {
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      assertThatThrownBy(() -> writer.commit(facts())).isInstanceOf(IllegalStateException.class);
    }
    assertThat(repository.list()).isEmpty();
  }

  @Test
  void nothingIsSeenOfABackupBeforeItsCommit() throws Exception {
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      writer.write("dump", new ByteArrayInputStream(new byte[10]), Progress.NONE);

      assertThat(repository.list()).isEmpty();
      assertThatThrownBy(() -> repository.manifest(FIRST))
          .isInstanceOf(RepositoryException.NoSuchBackup.class);
    }
    assertThat(store.list("backups/")).isEmpty();
  }

  @Test
  void ofTwoWritersOfOneBackupOnePublishes() throws Exception {
    List<byte[]> dumps = List.of(SomeBytes.rows(1000, 1), SomeBytes.rows(1000, 2));
    CyclicBarrier together = new CyclicBarrier(2);
    List<Object> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Object>> writers = new ArrayList<>();
      for (byte[] dump : dumps) {
        writers.add(threads.submit(() -> publish(dump, together)));
      }
      for (Future<Object> writer : writers) {
        outcomes.add(writer.get());
      }
    }

    assertThat(outcomes).hasAtLeastOneElementOfType(RepositoryException.BackupExists.class);
    assertThat(outcomes).hasAtLeastOneElementOfType(Manifest.class);
    int winner = outcomes.get(0) instanceof Manifest ? 0 : 1;
    assertThat(repository.manifest(FIRST)).isEqualTo(outcomes.get(winner));
    assertThat(read(repository, repository.manifest(FIRST), "dump")).isEqualTo(dumps.get(winner));
    assertThatThrownBy(() -> repository.newBackup(FIRST))
        .isInstanceOf(RepositoryException.BackupExists.class);
  }

  private Object publish(byte[] dump, CyclicBarrier together) throws Exception {
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      writer.write("dump", new ByteArrayInputStream(dump), Progress.NONE);
      together.await();
      return writer.commit(facts());
    } catch (RepositoryException.BackupExists e) {
      return e;
    }
  }

  @Test
  void backupsAreListedNewestFirstPerSourceAndGoneWhenDeleted() throws Exception {
    BackupId other = new BackupId("other-db", BackupId.Kind.BUCKET, "2026-01-02_12-00-00-abcd");
    for (BackupId id : List.of(SECOND, FIRST, other, THIRD)) {
      backUp(repository, id, new byte[100]);
    }
    store.put("backups/testdb/logical/readme", java.nio.ByteBuffer.allocate(3));

    assertThat(repository.list()).containsExactly(THIRD, other, SECOND, FIRST);
    assertThat(repository.list("testdb")).containsExactly(THIRD, SECOND, FIRST);
    assertThat(repository.list("nobody")).isEmpty();

    repository.delete(SECOND);
    repository.delete(SECOND);

    assertThat(repository.list("testdb")).containsExactly(THIRD, FIRST);
    assertThat(store.list("backups/testdb/"))
        .extracting(ObjectStat::key)
        .noneMatch(key -> key.contains(SECOND.label()));
    assertThat(repository.check(repository.manifest(FIRST), Progress.NONE)).isEmpty();
  }

  @Test
  void progressRisesToTheWhole() throws Exception {
    byte[] dump = SomeBytes.random(12 * MIB, 1);
    List<Long> written = new ArrayList<>();
    List<Long> checked = new ArrayList<>();
    Manifest manifest;
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      writer.write("dump", new ByteArrayInputStream(dump), (plain, stored) -> written.add(plain));
      manifest = writer.commit(facts());
    }
    repository.check(manifest, (plain, stored) -> checked.add(plain));

    assertThat(written).isSorted().hasSizeGreaterThan(3).endsWith((long) dump.length);
    assertThat(checked).isSorted().hasSizeGreaterThan(3).endsWith((long) dump.length);
  }

  @Test
  void aStreamMayBeClosedBeforeItsEnd() throws Exception {
    Manifest manifest = backUp(repository, FIRST, SomeBytes.random(20 * MIB, 1));

    InputStream in = repository.open(manifest, "dump");
    assertThat(in.readNBytes(100)).hasSize(100);
    in.close();

    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> repository.open(manifest, "other"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
