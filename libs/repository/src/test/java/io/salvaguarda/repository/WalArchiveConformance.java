package io.salvaguarda.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.PutResult;
import io.salvaguarda.repository.wal.StoredWal;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalContinuity.Reach;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archiving WAL on every store. */
abstract class WalArchiveConformance {

  private static final int MIB = 1024 * 1024;
  private static final int SEGMENT = 16 * MIB;
  private static final String SYSTEM = "7419283746501928374";

  private StoreWithFaults store;
  private BackupRepository repository;
  private WalArchive archive;

  abstract ObjectStore emptyStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = new StoreWithFaults(emptyStore());
    repository = TestBackups.newRepository(store);
    archive = repository.wal("shop");
  }

  @AfterEach
  void close() {
    archive.close();
    store.close();
  }

  private static WalFile segment(int number) {
    return new WalFile(SYSTEM, String.format("0000000100000000000000%02X", number));
  }

  private static byte[] wal(int seed) {
    return SomeBytes.rows(SEGMENT, seed);
  }

  private PutResult put(WalFile file, byte[] bytes) throws IOException {
    return archive.put(file, new ByteArrayInputStream(bytes), bytes.length);
  }

  private byte[] read(WalFile file) throws IOException {
    try (InputStream in = repository.wal("shop").open(file)) {
      return in.readAllBytes();
    }
  }

  private void assertThatIs(WalFile file, byte[] bytes) throws IOException {
    assertThat(Arrays.equals(read(file), bytes)).as(file.toString()).isTrue();
  }

  @Test
  void whatIsArchivedComesBackAsItWas() throws Exception {
    byte[] bytes = wal(1);

    PutResult result = put(segment(1), bytes);

    assertThat(result).isEqualTo(PutResult.STORED);
    assertThatIs(segment(1), bytes);
    StoredWal found = archive.find(segment(1)).orElseThrow();
    assertThat(found.plainBytes()).isEqualTo(SEGMENT);
    assertThat(found.storedBytes()).isBetween(1L, (long) SEGMENT);
    assertThat(found.partial()).isFalse();
    assertThat(archive.list(SYSTEM)).extracting(ListedWal::file).containsExactly(segment(1));
    assertThat(archive.systemIds()).containsExactly(SYSTEM);
    assertThat(repository.walSources()).containsExactly("shop");
    assertThat(archive.find(segment(2))).isEmpty();
    assertThatThrownBy(() -> archive.open(segment(2)))
        .isInstanceOf(RepositoryException.NoSuchWal.class);
  }

  @Test
  void theSameBytesAreKnownAndOthersRefusedAndThoseThatAreThereStay() throws Exception {
    byte[] bytes = wal(1);
    put(segment(1), bytes);

    assertThat(put(segment(1), bytes)).isEqualTo(PutResult.KNOWN);
    byte[] others = bytes.clone();
    others[SEGMENT - 1] ^= 1;
    assertThatThrownBy(() -> put(segment(1), others))
        .isInstanceOf(RepositoryException.WalConflict.class);
    assertThatThrownBy(() -> put(segment(1), Arrays.copyOf(bytes, MIB)))
        .isInstanceOf(RepositoryException.WalConflict.class);

    assertThatIs(segment(1), bytes);
  }

  @Test
  void anotherClusterIsRefusedUntilItIsAdoptedAndThenTheFirstIs() throws Exception {
    WalFile other = new WalFile("42", segment(1).name());
    put(segment(1), new byte[MIB]);

    assertThatThrownBy(() -> put(other, new byte[MIB]))
        .isInstanceOfSatisfying(
            RepositoryException.WalForeign.class,
            foreign -> assertThat(foreign.archived()).isEqualTo(SYSTEM));
    assertThatThrownBy(() -> archive.putPartial(other, ByteBuffer.allocate(9), SEGMENT))
        .isInstanceOf(RepositoryException.WalForeign.class);
    archive.adopt("42");

    assertThat(put(other, new byte[MIB])).isEqualTo(PutResult.STORED);
    assertThat(archive.current()).contains("42");
    assertThat(archive.systemIds()).containsExactly("42", SYSTEM);
    assertThatThrownBy(() -> put(segment(2), new byte[MIB]))
        .isInstanceOf(RepositoryException.WalForeign.class);
    assertThat(archive.list(SYSTEM)).hasSize(1);
  }

  @Test
  void aStreamThatIsNotAsLongAsAnnouncedIsNotArchived() throws Exception {
    byte[] bytes = wal(1);
    for (int length : new int[] {0, 1, SEGMENT - 1, SEGMENT + 1}) {
      InputStream in = new ByteArrayInputStream(Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> archive.put(segment(1), in, SEGMENT))
          .isInstanceOf(RepositoryException.WalTruncated.class);
    }

    assertThat(archive.list(SYSTEM)).isEmpty();
    assertThat(put(segment(1), bytes)).isEqualTo(PutResult.STORED);
  }

  @Test
  void whatHasArrivedOfASegmentGrowsAndIsFilledUpWithZeros() throws Exception {
    byte[] bytes = wal(1);
    for (int length : new int[] {8192, 3 * MIB + 8192, 3 * MIB + 16384, SEGMENT - 8192}) {
      archive.putPartial(segment(1), ByteBuffer.wrap(bytes, 0, length), SEGMENT);

      assertThatIs(segment(1), Arrays.copyOf(Arrays.copyOf(bytes, length), SEGMENT));
      assertThat(archive.find(segment(1)))
          .get()
          .matches(StoredWal::partial)
          .matches(found -> found.plainBytes() == length);
      assertThat(archive.list(SYSTEM))
          .singleElement()
          .matches(listed -> listed.arrivedBytes().orElse(0) == length);
    }
    assertThat(documents()).as("shorter ones are gone").isEqualTo(1);

    put(segment(1), bytes);

    assertThatIs(segment(1), bytes);
    assertThat(archive.list(SYSTEM)).singleElement().matches(listed -> !listed.partial());
    assertThat(documents()).isEqualTo(1);
  }

  private long documents() throws StoreException {
    return store.list("wal/").stream().filter(o -> !WalKeys.isCluster(o.key())).count();
  }

  @Test
  void whatHasGrownIsNotStoredTwice() throws Exception {
    byte[] bytes = SomeBytes.random(SEGMENT, 1);
    AtomicInteger sent = new AtomicInteger();
    store.before =
        (operation, key) -> {
          if (operation.equals("put") && key.startsWith("chunks/")) {
            sent.incrementAndGet();
          }
        };
    archive.putPartial(segment(1), ByteBuffer.wrap(bytes, 0, 8 * MIB), SEGMENT);
    archive.putPartial(segment(1), ByteBuffer.wrap(bytes, 0, 8 * MIB + 8192), SEGMENT);
    archive.putPartial(segment(1), ByteBuffer.wrap(bytes, 0, 8 * MIB + 8193), SEGMENT);
    assertThat(sent).hasValue(2 + 1 + 1);

    put(segment(1), bytes);

    assertThat(sent).as("what came whole is not sent again").hasValue(4 + 2);
    assertThatIs(segment(1), bytes);
  }

  @Test
  void oneWhoComesLateWithLessTakesNothingAway() throws Exception {
    byte[] bytes = wal(1);
    try (WalArchive late = repository.wal("shop")) {
      late.putPartial(segment(1), ByteBuffer.wrap(bytes, 0, 8192), SEGMENT);
      archive.putPartial(segment(1), ByteBuffer.wrap(bytes, 0, 4 * MIB), SEGMENT);
      late.putPartial(segment(1), ByteBuffer.wrap(bytes, 0, 16384), SEGMENT);

      assertThat(archive.find(segment(1))).get().matches(found -> found.plainBytes() == 4 * MIB);

      put(segment(1), bytes);
      late.putPartial(segment(1), ByteBuffer.wrap(bytes, 0, 5 * MIB), SEGMENT);
    }

    assertThatIs(segment(1), bytes);
    assertThat(archive.list(SYSTEM)).singleElement().matches(listed -> !listed.partial());
  }

  @Test
  void manyArchiveAtTheSameTimeAndOnesTroubleIsNotTheOthers() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<Future<PutResult>> puts = new ArrayList<>();
      for (int i = 1; i <= 12; i++) {
        int number = i;
        byte[] bytes = wal(number % 3);
        Callable<PutResult> put =
            () ->
                archive.put(
                    segment(number),
                    new ByteArrayInputStream(bytes, 0, number == 5 ? MIB + 1 : SEGMENT),
                    SEGMENT);
        puts.add(callers.submit(put));
      }
      for (int i = 1; i <= 12; i++) {
        Future<PutResult> put = puts.get(i - 1);
        if (i == 5) {
          assertThatThrownBy(put::get).hasCauseInstanceOf(RepositoryException.WalTruncated.class);
        } else {
          assertThat(put.get()).isEqualTo(PutResult.STORED);
        }
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(archive.list(SYSTEM)).hasSize(11);
    for (int i : new int[] {1, 4, 12}) {
      assertThatIs(segment(i), wal(i % 3));
    }
  }

  @Test
  void aStoreThatFailsArchivesNothingAndTheNextTryDoes() throws Exception {
    byte[] bytes = wal(1);
    for (String failing : List.of("put", "putIfAbsent", "stat", "list")) {
      try (WalArchive fresh = repository.wal("shop")) {
        store.before =
            (operation, key) -> {
              if (operation.equals(failing)) {
                throw new StoreException.Unavailable("told by the test");
              }
            };
        assertThatThrownBy(() -> fresh.put(segment(1), new ByteArrayInputStream(bytes), SEGMENT))
            .isInstanceOf(StoreException.Unavailable.class);
        store.before = (operation, key) -> {};
        assertThat(fresh.list(SYSTEM)).as(failing).isEmpty();
      }
    }

    assertThat(put(segment(1), bytes)).isEqualTo(PutResult.STORED);
    assertThatIs(segment(1), bytes);
  }

  @Test
  void aStoreWithoutItsRepositoryIsAnOutageAndArchivesNothing() throws Exception {
    byte[] document = store.get(RepositoryDocument.KEY, RepositoryDocument.LIMIT);
    put(segment(1), new byte[MIB]);
    store.delete(RepositoryDocument.KEY);

    try (WalArchive other = repository.wal("shop")) {
      InputStream in = new ByteArrayInputStream(new byte[MIB]);
      assertThatThrownBy(() -> other.put(segment(2), in, MIB))
          .isInstanceOf(StoreException.Unavailable.class);
    }
    assertThatThrownBy(() -> archive.find(segment(3)))
        .isInstanceOf(StoreException.Unavailable.class);

    store.put(RepositoryDocument.KEY, ByteBuffer.wrap(document));
    assertThat(archive.list(SYSTEM)).hasSize(1);
  }

  @Test
  void aDamagedFileIsFoundByTheCheckAndHealedByArchivingItAgain() throws Exception {
    byte[] bytes = wal(1);
    put(segment(1), bytes);
    put(segment(2), wal(2));
    WalDocument document = document(segment(1));
    ChunkId chunk = document.chunks().get(2);
    byte[] object = store.get(chunk.objectKey(), 20 * MIB);
    object[object.length / 2] ^= 1;
    store.put(chunk.objectKey(), ByteBuffer.wrap(object));

    RepositoryReport damaged = repository.check(ReadData.ALL, Progress.NONE);

    assertThat(damaged.sound()).isFalse();
    assertThat(damaged.walFiles()).isEqualTo(2);
    assertThat(damaged.affectedWal())
        .containsExactly(new RepositoryReport.AffectedWal("shop", segment(1)));
    assertThatThrownBy(() -> read(segment(1))).isInstanceOf(DamagedChunk.class);
    try (WalArchive later = repository.wal("shop")) {
      assertThat(later.put(segment(1), new ByteArrayInputStream(bytes), SEGMENT))
          .isEqualTo(PutResult.KNOWN);
    }
    assertThat(repository.check(ReadData.ALL, Progress.NONE).sound()).isTrue();
  }

  private WalDocument document(WalFile file) throws IOException {
    return WalDocument.read(store, new WalKeys("shop").whole(file), repository.keys());
  }

  @Test
  void aDamagedDocumentIsFoundByTheCheckAndHealedByArchivingItAgain() throws Exception {
    byte[] bytes = wal(1);
    put(segment(1), bytes);
    String key = new WalKeys("shop").whole(segment(1));
    byte[] file = store.get(key, WalDocument.LIMIT);
    file[file.length / 2] ^= 1;
    store.put(key, ByteBuffer.wrap(file));

    assertThat(repository.check(ReadData.NONE, Progress.NONE).unreadable())
        .extracting(RepositoryReport.Unreadable::manifestKey)
        .containsExactly(key);
    assertThatThrownBy(() -> read(segment(1))).isInstanceOf(RepositoryException.Damaged.class);
    assertThat(put(segment(1), bytes)).isEqualTo(PutResult.STORED);

    assertThatIs(segment(1), bytes);
  }

  @Test
  void aDocumentThatWasMovedIsNoOtherFile() throws Exception {
    put(segment(1), wal(1));
    WalKeys keys = new WalKeys("shop");
    byte[] file = store.get(keys.whole(segment(1)), WalDocument.LIMIT);
    store.put(keys.whole(segment(2)), ByteBuffer.wrap(file));

    assertThatThrownBy(() -> read(segment(2))).isInstanceOf(RepositoryException.Damaged.class);
  }

  @Test
  void whatIsContinuousIsToldWithoutReadingADocumentOfASegment() throws Exception {
    String history = "1\t0/3000100\tno recovery target specified\n";
    for (int i = 1; i <= 2; i++) {
      put(segment(i), new byte[MIB]);
    }
    put(new WalFile(SYSTEM, "00000002.history"), history.getBytes(StandardCharsets.US_ASCII));
    put(new WalFile(SYSTEM, "000000020000000000000003"), new byte[MIB]);
    archive.putPartial(
        new WalFile(SYSTEM, "000000020000000000000004"), ByteBuffer.allocate(77), SEGMENT);
    List<String> read = new ArrayList<>();
    store.before =
        (operation, key) -> {
          if (operation.equals("get") && key.startsWith("wal/")) {
            read.add(key);
          }
        };

    WalContinuity continuity = archive.continuity(SYSTEM, SEGMENT);

    assertThat(continuity.reach(1, SEGMENT + 40))
        .get()
        .returns(2, Reach::timeline)
        .returns(4L * SEGMENT + 77, Reach::to);
    assertThat(read).containsExactly(new WalKeys("shop").whole(file("00000002.history")));
  }

  private static WalFile file(String name) {
    return new WalFile(SYSTEM, name);
  }

  @Test
  void retentionDeletesWhatIsOlderOnEveryTimelineAndKeepsHistories() throws Exception {
    List<String> names =
        List.of(
            "000000010000000000000001",
            "000000010000000000000001.00000028.backup",
            "000000010000000000000002",
            "000000010000000000000002.partial",
            "00000002.history",
            "000000020000000000000002",
            "000000020000000000000003",
            "000000020000000100000000");
    for (String name : names) {
      put(file(name), name.getBytes(StandardCharsets.US_ASCII));
    }
    archive.putPartial(file("000000010000000000000000"), ByteBuffer.allocate(3), SEGMENT);

    long deleted = archive.deleteBefore(SYSTEM, "000000010000000000000003");

    assertThat(deleted).isEqualTo(6);
    assertThat(archive.list(SYSTEM))
        .extracting(listed -> listed.file().name())
        .containsExactly(
            "00000002.history", "000000020000000000000003", "000000020000000100000000");
  }

  @Test
  void whatItsStoreKeepsLockedStaysAndTheRestGoes() throws Exception {
    for (int i = 1; i <= 3; i++) {
      put(segment(i), new byte[MIB]);
    }
    store.before =
        (operation, key) -> {
          if (operation.equals("delete") && key.contains(segment(1).name())) {
            throw new StoreException.Locked("told by the test", null);
          }
        };

    assertThat(archive.deleteBefore(SYSTEM, segment(3).name())).isEqualTo(1);
    assertThat(archive.list(SYSTEM))
        .extracting(ListedWal::file)
        .containsExactly(segment(1), segment(3));
  }

  @Test
  void aClosedArchiveStoresNothingAndStillReads() throws Exception {
    put(segment(1), new byte[MIB]);
    archive.close();

    assertThatThrownBy(() -> put(segment(2), new byte[MIB]))
        .isInstanceOf(IllegalStateException.class);
    assertThatIs(segment(1), new byte[MIB]);
    archive.close();
  }
}
