package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.THIRD;
import static io.salvaguarda.repository.TestBackups.backUp;
import static io.salvaguarda.repository.TestBackups.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.prune.PruneObserver;
import io.salvaguarda.repository.prune.PruneOutcome;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copying between a store of each kind, in each direction. */
abstract class CopyConformance {

  private static final int MIB = 1024 * 1024;

  private StoreWithFaults sourceStore;
  private StoreWithFaults targetStore;
  private BackupRepository source;
  private RepositoryCopy copy;

  abstract ObjectStore emptySource() throws Exception;

  abstract ObjectStore emptyTarget() throws Exception;

  @BeforeEach
  void open() throws Exception {
    sourceStore = new StoreWithFaults(emptySource());
    targetStore = new StoreWithFaults(emptyTarget());
    source = TestBackups.newRepository(sourceStore);
    copy = source.copyTo(targetStore);
  }

  @AfterEach
  void close() {
    sourceStore.close();
    targetStore.close();
  }

  @Test
  void aCopyIsRestoredWithItsPassphraseAloneWhenTheFirstIsGone() throws Exception {
    byte[] dump = SomeBytes.rows(9 * MIB, 1);
    backUp(source, FIRST, dump);
    source.mark(TestMarks.passed(FIRST));

    CopyOutcome outcome = copy.copy(FIRST, CopyProgress.NONE);
    for (ObjectStat object : sourceStore.list("")) {
      sourceStore.delete(object.key());
    }

    assertThat(outcome).isInstanceOf(CopyOutcome.Copied.class);
    BackupRepository alone = BackupRepository.open(targetStore, TestBackups.PASSPHRASE);
    assertThat(alone.list()).containsExactly(FIRST);
    assertThat(Arrays.equals(read(alone, alone.manifest(FIRST), "dump"), dump)).isTrue();
    assertThat(alone.verification(FIRST)).contains(TestMarks.passed(FIRST));
    assertThat(alone.check(ReadData.ALL, Progress.NONE).sound()).isTrue();
    backUp(alone, SECOND, dump);
    assertThat(alone.manifest(SECOND).newChunks()).as("it goes on where the first ended").isZero();
  }

  @Test
  void onlyWhatTheCopyDoesNotHaveIsCopied() throws Exception {
    byte[] dump = SomeBytes.random(9 * MIB, 1);
    backUp(source, FIRST, dump);
    dump[4 * MIB] ^= 1;
    Manifest second = backUp(source, SECOND, dump);
    List<Long> chunks = new ArrayList<>();

    assertThat(copy.missing()).containsExactly(FIRST, SECOND);
    CopyOutcome.Copied one =
        (CopyOutcome.Copied)
            copy.copy(FIRST, (at, of, bytes) -> assertThat(chunks.add(at)).isTrue());
    assertThat(copy.missing()).containsExactly(SECOND);
    CopyOutcome.Copied two = (CopyOutcome.Copied) copy.copy(SECOND, CopyProgress.NONE);

    assertThat(one.newChunks()).isEqualTo(source.manifest(FIRST).newChunks());
    assertThat(one.newBytes()).isEqualTo(source.manifest(FIRST).newBytes());
    assertThat(two.newChunks()).isEqualTo(second.newChunks()).isBetween(1L, 3L);
    assertThat(chunks).isSorted().endsWith(source.manifest(FIRST).chunkCount());
    assertThat(copy.missing()).isEmpty();
    assertThat(copy.copy(SECOND, CopyProgress.NONE))
        .isEqualTo(new CopyOutcome.AlreadyThere(SECOND));
  }

  @Test
  void aCopyThatIsBrokenOffGoesOnWhereItStopped() throws Exception {
    Manifest manifest = backUp(source, FIRST, SomeBytes.random(20 * MIB, 1));
    AtomicInteger puts = new AtomicInteger();
    targetStore.before =
        (operation, key) -> {
          if (operation.equals("put") && puts.incrementAndGet() > 4) {
            throw new StoreException.Unavailable("told by the test");
          }
        };
    assertThatThrownBy(() -> copy.copy(FIRST, CopyProgress.NONE))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThat(copy.repository().list()).as("nothing half is published").isEmpty();
    targetStore.before = (operation, key) -> {};
    int arrived = targetStore.list("chunks/").size();

    CopyOutcome.Copied rest = (CopyOutcome.Copied) copy.copy(FIRST, CopyProgress.NONE);

    assertThat(arrived).isPositive();
    // a put that was under way when the copy broke off may arrive after we looked
    assertThat(rest.newChunks()).isPositive().isLessThanOrEqualTo(manifest.newChunks() - arrived);
    assertThat(copy.repository().check(ReadData.ALL, Progress.NONE).sound()).isTrue();
  }

  @Test
  void whatArrivesDamagedIsSentAgainAndWhatNeverArrivesIsNoCopy() throws Exception {
    backUp(source, FIRST, SomeBytes.random(4 * MIB, 1));
    AtomicBoolean once = new AtomicBoolean();
    targetStore.afterGet =
        (key, bytes) -> {
          if (key.startsWith("chunks/") && once.compareAndSet(false, true)) {
            bytes[bytes.length / 2] ^= 1;
          }
        };
    assertThat(copy.copy(FIRST, CopyProgress.NONE)).isInstanceOf(CopyOutcome.Copied.class);

    backUp(source, SECOND, SomeBytes.random(4 * MIB, 2));
    targetStore.afterGet =
        (key, bytes) -> {
          if (key.startsWith("chunks/")) {
            bytes[bytes.length / 2] ^= 1;
          }
        };
    assertThatThrownBy(() -> copy.copy(SECOND, CopyProgress.NONE))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThat(copy.repository().list()).containsExactly(FIRST);
  }

  @Test
  void aBackupThatIsDamagedAtItsSourceIsNotCopiedAndTheOthersAre() throws Exception {
    Manifest bad = backUp(source, FIRST, SomeBytes.random(4 * MIB, 1));
    backUp(source, SECOND, SomeBytes.random(4 * MIB, 2));
    ChunkId chunk = bad.streams().getFirst().chunks().getFirst();
    byte[] object = sourceStore.get(chunk.objectKey(), 20 * MIB);
    object[object.length / 2] ^= 1;
    sourceStore.put(chunk.objectKey(), ByteBuffer.wrap(object));

    assertThat(copy.copy(FIRST, CopyProgress.NONE))
        .isInstanceOfSatisfying(
            CopyOutcome.Damaged.class,
            damaged -> assertThat(damaged.reason()).contains(chunk.hex()));
    assertThat(copy.copy(SECOND, CopyProgress.NONE)).isInstanceOf(CopyOutcome.Copied.class);
    assertThat(copy.repository().list()).containsExactly(SECOND);
  }

  @Test
  void whatFailedItsVerificationOrIsGoneIsNotCopied() throws Exception {
    backUp(source, FIRST, new byte[1000]);
    source.mark(TestMarks.failed(FIRST));

    assertThat(copy.copy(FIRST, CopyProgress.NONE)).isEqualTo(new CopyOutcome.Quarantined(FIRST));
    assertThat(copy.copy(THIRD, CopyProgress.NONE)).isEqualTo(new CopyOutcome.Gone(THIRD));
    assertThat(copy.repository().list()).isEmpty();
  }

  @Test
  void chunksOfABackupThatTheCopyFoundBadAreCopiedAgain() throws Exception {
    byte[] dump = SomeBytes.random(4 * MIB, 1);
    Manifest first = backUp(source, FIRST, dump);
    backUp(source, SECOND, dump);
    copy.copy(FIRST, CopyProgress.NONE);
    ChunkId chunk = first.streams().getFirst().chunks().getFirst();
    byte[] object = targetStore.get(chunk.objectKey(), 20 * MIB);
    object[object.length / 2] ^= 1;
    targetStore.put(chunk.objectKey(), ByteBuffer.wrap(object));
    copy.repository().mark(TestMarks.failed(FIRST));

    CopyOutcome.Copied second = (CopyOutcome.Copied) copy.copy(SECOND, CopyProgress.NONE);

    assertThat(second.newChunks()).isEqualTo(first.newChunks());
    assertThat(copy.repository().check(ReadData.ALL, Progress.NONE).sound()).isTrue();
  }

  @Test
  void aStoreThatHoldsAnotherRepositoryIsRefused() throws Exception {
    for (ObjectStat object : targetStore.list("")) {
      targetStore.delete(object.key());
    }
    TestBackups.newRepository(targetStore);

    assertThatThrownBy(() -> source.copyTo(targetStore))
        .isInstanceOf(RepositoryException.AlreadyExists.class);
  }

  @Test
  void whatIsDeletedAndPrunedInTheFirstStaysInTheCopy() throws Exception {
    backUp(source, FIRST, SomeBytes.random(4 * MIB, 1));
    copy.copy(FIRST, CopyProgress.NONE);

    source.delete(FIRST);
    assertThat(source.prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE))
        .isInstanceOf(PruneOutcome.Done.class);
    assertThat(copy.repository().prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE))
        .isInstanceOf(PruneOutcome.Done.class);

    assertThat(copy.missing()).isEmpty();
    assertThat(copy.repository().check(ReadData.ALL, Progress.NONE).sound()).isTrue();
  }

  private static final WalFile SEGMENT = new WalFile("7", "000000010000000000000001");
  private static final WalFile NEXT = new WalFile("7", "000000010000000000000002");

  @Test
  void walIsCopiedOnceItIsWholeAndWhatIsDamagedIsTold() throws Exception {
    byte[] bytes = SomeBytes.random(MIB, 1);
    byte[] lost = SomeBytes.random(MIB, 2);
    try (WalArchive archive = source.wal("shop")) {
      archive.put(SEGMENT, new ByteArrayInputStream(bytes), MIB);
      archive.putPartial(NEXT, ByteBuffer.wrap(bytes, 0, 9), MIB);
    }

    WalCopied first = copy.copyWal(CopyProgress.NONE);
    try (WalArchive archive = source.wal("shop")) {
      archive.put(NEXT, new ByteArrayInputStream(lost), MIB);
      String chunk =
          WalDocument.read(sourceStore, new WalKeys("shop").whole(NEXT), source.keys())
              .chunks()
              .getFirst()
              .objectKey();
      sourceStore.put(chunk, ByteBuffer.wrap(new byte[100]));
    }
    WalCopied second = copy.copyWal(CopyProgress.NONE);

    assertThat(first.files()).isEqualTo(1);
    assertThat(first.newChunks()).isEqualTo(1);
    assertThat(second.files()).isZero();
    assertThat(second.damaged()).singleElement().asString().contains(NEXT.name());
    try (WalArchive copied = copy.repository().wal("shop")) {
      assertThat(copied.systemIds()).containsExactly("7");
      assertThat(copied.list("7")).extracting(ListedWal::file).containsExactly(SEGMENT);
      assertThat(copied.open(SEGMENT).readAllBytes()).isEqualTo(bytes);
    }
    assertThat(copy.repository().check(ReadData.ALL, Progress.NONE).sound()).isTrue();
  }

  @Test
  void holdsAreCarriedAlongAndReleasedInEachByThemselves() throws Exception {
    Hold.Placed hold = new Hold.Placed("ops", "audit", Instant.parse("2026-01-05T08:00:00Z"));
    backUp(source, FIRST, new byte[1000]);
    backUp(source, SECOND, new byte[1000]);
    source.hold(FIRST, hold);
    copy.copy(FIRST, CopyProgress.NONE);
    copy.copy(SECOND, CopyProgress.NONE);
    assertThat(copy.repository().holdOf(FIRST)).contains(hold);
    source.hold(SECOND, hold);
    source.release(FIRST);

    assertThat(copy.copyHolds()).containsExactly(SECOND);
    assertThat(copy.copyHolds()).isEmpty();

    assertThat(copy.repository().holdOf(FIRST)).contains(hold);
    assertThatThrownBy(() -> copy.repository().delete(SECOND))
        .isInstanceOf(RepositoryException.Held.class);
  }

  @Test
  void aHoldIsInTheCopyBeforeItsBackup() throws Exception {
    backUp(source, FIRST, new byte[1000]);
    source.hold(FIRST, new Hold.Placed("ops", "audit", Instant.parse("2026-01-05T08:00:00Z")));
    AtomicBoolean heldBefore = new AtomicBoolean();
    targetStore.before =
        (operation, key) -> {
          if (operation.equals("putIfAbsent") && key.equals(FIRST.manifestKey())) {
            try {
              heldBefore.set(copy.repository().holdOf(FIRST).isPresent());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };

    copy.copy(FIRST, CopyProgress.NONE);

    assertThat(heldBefore).isTrue();
  }
}
