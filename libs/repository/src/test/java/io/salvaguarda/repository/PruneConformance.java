package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Fate;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.prune.PruneObserver;
import io.salvaguarda.repository.prune.PruneOutcome;
import io.salvaguarda.repository.prune.PruneReport;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.PutResult;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pruning on every store. Time is moved by telling other times than the store does. */
abstract class PruneConformance {

  private static final int MIB = 1024 * 1024;
  private static final byte[] SHARED = SomeBytes.random(3 * MIB, 1);
  private static final byte[] OWN = SomeBytes.random(3 * MIB, 2);

  private final AtomicReference<Duration> shift = new AtomicReference<>(Duration.ZERO);
  private StoreWithShiftedTimes store;
  private BackupRepository repository;

  abstract ObjectStore emptyStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = new StoreWithShiftedTimes(emptyStore());
    repository = TestBackups.newRepository(store).with(shifted());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatNoBackupNeedsIsMarkedAndAfterItsGraceDeleted() throws Exception {
    backUp(repository, FIRST, OWN);
    Manifest kept = backUp(repository, SECOND, SHARED);
    long before = chunks().size();
    repository.delete(FIRST);
    pass(Duration.ofHours(2));

    PruneReport marked = prune();
    assertThat(chunks()).as("nothing is deleted yet").hasSize((int) before);
    pass(Duration.ofDays(6));
    PruneReport waiting = prune();
    pass(Duration.ofDays(1));
    PruneReport deleted = prune();

    assertThat(marked.byFate().keySet()).containsExactly(Fate.MARKED);
    assertThat(marked.needed().chunks()).isEqualTo(kept.newChunks());
    assertThat(waiting.byFate().keySet()).containsExactly(Fate.WAITING);
    assertThat(deleted.byFate().keySet()).containsExactly(Fate.DELETED);
    assertThat(deleted.of(Fate.DELETED)).isEqualTo(marked.of(Fate.MARKED));
    assertThat(deleted.of(Fate.DELETED).bytes()).isGreaterThan(3 * MIB);
    assertThat(chunks()).hasSize((int) kept.newChunks());
    assertThat(store.list("prune/"))
        .extracting(ObjectStat::key)
        .noneMatch(k -> k.contains("marks"));
    assertThat(repository.check(kept, Progress.NONE)).isEmpty();
  }

  @Test
  void aDryRunTellsTheSameAndChangesNothing() throws Exception {
    backUp(repository, FIRST, OWN);
    backUp(repository, SECOND, SHARED);
    repository.delete(FIRST);
    pass(Duration.ofHours(2));
    assertThat(dryRun().byFate().keySet()).containsExactly(Fate.MARKED);
    assertThat(store.list("prune/")).isEmpty();
    prune();
    assertThat(dryRun().byFate().keySet()).containsExactly(Fate.WAITING);
    pass(Duration.ofDays(8));
    List<ObjectStat> before = store.list("");
    Set<Fate> told = EnumSet.noneOf(Fate.class);

    PruneReport foreseen =
        repository
            .prune()
            .dryRun(
                Prune.SHORTEST_GRACE,
                (id, bytes, fate, since) -> {
                  assertThat(since).isPresent();
                  told.add(fate);
                });

    assertThat(store.list("")).isEqualTo(before);
    assertThat(told).containsExactly(Fate.DELETED);
    assertThat(prune()).isEqualTo(foreseen);
  }

  @Test
  void aMarkedChunkThatABackupNeedsAgainStays() throws Exception {
    backUp(repository, FIRST, OWN);
    repository.delete(FIRST);
    pass(Duration.ofHours(2));
    prune();

    Manifest again = backUp(repository, SECOND, OWN);
    pass(Duration.ofDays(8));
    PruneReport report = prune();

    assertThat(again.newChunks()).as("stored again").isEqualTo(again.chunkCount());
    assertThat(report.byFate().keySet()).containsExactly(Fate.NEEDED_AGAIN);
    assertThat(repository.check(again, Progress.NONE)).isEmpty();
  }

  @Test
  void aMarkedChunkThatABackupUnderWayHasStoredAgainStays() throws Exception {
    backUp(repository, FIRST, OWN);
    repository.delete(FIRST);
    pass(Duration.ofHours(2));
    prune();
    pass(Duration.ofDays(8));

    try (BackupWriter writer = repository.newBackup(SECOND)) {
      writer.write("dump", new java.io.ByteArrayInputStream(OWN), Progress.NONE);
      PruneReport report = prune();
      writer.commit(TestBackups.facts());
      assertThat(report.byFate().keySet()).containsExactly(Fate.STORED_AGAIN);
    }

    assertThat(repository.check(repository.manifest(SECOND), Progress.NONE)).isEmpty();
  }

  /** And when the writer looks at the lock, the prune has long come to its end. */
  @Test
  void aChunkThatIsStoredBetweenThePrunersLookAndItsDeleteIsStoredOnceMore() throws Exception {
    byte[] small = SomeBytes.random(1000, 3);
    backUp(repository, FIRST, small);
    repository.delete(FIRST);
    pass(Duration.ofHours(2));
    prune();
    pass(Duration.ofDays(8));
    AtomicReference<PruneReport> report = new AtomicReference<>();
    StoreWithFaults slow =
        new StoreWithFaults(store) {
          @Override
          public void put(String key, ByteBuffer bytes) throws StoreException {
            if (key.startsWith("chunks/") && report.get() == null) {
              report.set(pruneMeeting(() -> store.put(key, bytes)));
            } else {
              store.put(key, bytes);
            }
          }
        };

    Manifest again = backUp(repository.on(slow), SECOND, small);

    assertThat(report.get().byFate().keySet()).containsExactly(Fate.DELETED);
    assertThat(repository.check(again, Progress.NONE)).isEmpty();
  }

  private interface Put {
    void run() throws StoreException;
  }

  /** A prune that finds no chunk put again, although one is just before it is deleted. */
  private PruneReport pruneMeeting(Put put) {
    StoreWithFaults pruners = new StoreWithFaults(store);
    pruners.before =
        (operation, key) -> {
          if (operation.equals("delete") && key.startsWith("chunks/")) {
            put.run();
          }
        };
    try {
      return prune(repository.on(pruners));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aBackupThatTakesTooLongIsNotPublished() throws Exception {
    try (BackupWriter writer = repository.newBackup(FIRST)) {
      writer.write("dump", new java.io.ByteArrayInputStream(OWN), Progress.NONE);
      pass(Prune.LONGEST_BACKUP.plusSeconds(60));

      assertThatThrownBy(() -> writer.commit(TestBackups.facts()))
          .isInstanceOf(RepositoryException.Refused.class);
    }
    assertThat(repository.list()).isEmpty();
  }

  private static final WalFile SEGMENT = new WalFile("7", "000000010000000000000001");

  private static PutResult archive(WalArchive archive) throws java.io.IOException {
    return archive.put(SEGMENT, new ByteArrayInputStream(OWN), OWN.length);
  }

  @Test
  void archivedWalKeepsItsChunksAndWhatRetentionDeletesIsPruned() throws Exception {
    try (WalArchive archive = repository.wal("shop")) {
      archive(archive);
      archive.putPartial(
          new WalFile("7", "000000010000000000000002"), ByteBuffer.wrap(SHARED), 16 * MIB);
      pass(Duration.ofHours(2));
      assertThat(prune().of(Fate.MARKED).chunks()).isZero();
      pass(Duration.ofDays(8));
      prune();
      assertThat(chunks()).hasSize(2);

      assertThat(archive.deleteBefore("7", "000000010000000000000003")).isEqualTo(2);
      prune();
      pass(Duration.ofDays(8));
      prune();
    }
    assertThat(chunks()).isEmpty();
  }

  @Test
  void walThatIsArchivedAgainWhileItsChunksAreMarkedStays() throws Exception {
    try (WalArchive archive = repository.wal("shop")) {
      archive(archive);
      archive.deleteBefore("7", "000000010000000000000002");
      pass(Duration.ofHours(2));
      assertThat(prune().of(Fate.MARKED).chunks()).isEqualTo(1);

      assertThat(archive(archive)).isEqualTo(PutResult.STORED);
      pass(Duration.ofDays(8));
      prune();

      try (InputStream in = archive.open(SEGMENT)) {
        assertThat(Arrays.equals(in.readAllBytes(), OWN)).isTrue();
      }
    }
  }

  @Test
  void nothingIsDeletedWhenOneDocumentOfWalCannotBeRead() throws Exception {
    try (WalArchive archive = repository.wal("shop")) {
      archive(archive);
    }
    String key = new WalKeys("shop").whole(SEGMENT);
    byte[] document = store.get(key, WalDocument.LIMIT);
    document[document.length / 2] ^= 1;
    store.put(key, ByteBuffer.wrap(document));

    assertThatThrownBy(this::prune).isInstanceOf(RepositoryException.Damaged.class);
  }

  @Test
  void nothingIsDeletedWhenOneBackupCannotBeRead() throws Exception {
    backUp(repository, FIRST, OWN);
    backUp(repository, SECOND, SHARED);
    repository.delete(FIRST);
    pass(Duration.ofHours(2));
    prune();
    pass(Duration.ofDays(8));
    List<String> before = chunks();
    byte[] manifest = store.get(SECOND.manifestKey(), ManifestDocument.LIMIT);
    byte[] damaged = manifest.clone();
    damaged[damaged.length / 2] ^= 1;
    store.put(SECOND.manifestKey(), ByteBuffer.wrap(damaged));

    assertThatThrownBy(this::prune).isInstanceOf(RepositoryException.Damaged.class);
    assertThatThrownBy(this::dryRun).isInstanceOf(RepositoryException.Damaged.class);
    assertThat(chunks()).isEqualTo(before);

    store.put(SECOND.manifestKey(), ByteBuffer.wrap(manifest));
    assertThat(prune().of(Fate.DELETED).chunks()).as("the lock was let go of").isPositive();
  }

  @Test
  void nothingIsDeletedWhereANewerVersionKeepsWhatThisOneDoesNotKnow() throws Exception {
    backUp(repository, FIRST, OWN);
    String later = "backups/testdb/other/2026-01-01_00-00-00-abcd/manifest.json";
    for (String key : List.of("wal/testdb/1/segment.json", later)) {
      store.put(key, ByteBuffer.allocate(3));

      assertThatThrownBy(this::prune).isInstanceOf(RepositoryException.UnsupportedFormat.class);

      store.delete(key);
    }
  }

  @Test
  void aSecondPruneIsToldThatAnotherIsAtWorkAndTakesOverWhenThatIsDead() throws Exception {
    backUp(repository, FIRST, OWN);
    repository.delete(FIRST);
    pass(Duration.ofHours(2));
    AtomicReference<PruneOutcome> second = new AtomicReference<>();
    StoreWithFaults dying = new StoreWithFaults(store);
    dying.before =
        (operation, key) -> {
          if (operation.equals("list") && key.equals("chunks/")) {
            run(second, repository);
            throw new DeadProcess();
          }
          if (second.get() != null) {
            throw new DeadProcess();
          }
        };

    assertThatThrownBy(() -> prune(repository.on(dying))).isInstanceOf(DeadProcess.class);

    assertThat(second.get()).isInstanceOf(PruneOutcome.Busy.class);
    pass(Duration.ofMinutes(29));
    run(second, repository);
    assertThat(second.get()).isInstanceOf(PruneOutcome.Busy.class);
    pass(Duration.ofMinutes(2));
    assertThat(prune().of(Fate.MARKED).chunks()).isPositive();
  }

  private static final class DeadProcess extends Error {
    private static final long serialVersionUID = 1;
  }

  private static void run(AtomicReference<PruneOutcome> outcome, BackupRepository repository)
      throws StoreException {
    try {
      outcome.set(repository.prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStoreThatFailsInTheMiddleLeavesNothingThatTheNextPruneDoesNotFinish() throws Exception {
    backUp(repository, FIRST, OWN);
    Manifest kept = backUp(repository, SECOND, SHARED);
    repository.delete(FIRST);
    pass(Duration.ofHours(2));
    for (String failing : List.of("putIfAbsent", "replace", "list", "get", "stat", "delete")) {
      StoreWithFaults broken = new StoreWithFaults(store);
      broken.before =
          (operation, key) -> {
            if (operation.equals(failing)) {
              throw new StoreException.Unavailable("told by the test");
            }
          };
      assertThatPruneFails(repository.on(broken));
      pass(Duration.ofDays(8));
    }

    prune();
    pass(Duration.ofDays(8));
    prune();

    assertThat(chunks()).hasSize((int) kept.newChunks());
  }

  private void assertThatPruneFails(BackupRepository broken) throws Exception {
    try {
      prune(broken);
    } catch (StoreException.Unavailable e) {
      assertThat(e).hasMessageContaining("told by the test");
    }
  }

  @Test
  void aShortGraceIsRefused() {
    assertThatThrownBy(() -> repository.prune().run(Duration.ofDays(6), PruneObserver.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private PruneReport prune() throws Exception {
    return prune(repository);
  }

  private static PruneReport prune(BackupRepository repository) throws Exception {
    PruneOutcome outcome = repository.prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE);
    assertThat(outcome).isInstanceOf(PruneOutcome.Done.class);
    return ((PruneOutcome.Done) outcome).report();
  }

  private PruneReport dryRun() throws Exception {
    return repository.prune().dryRun(Prune.SHORTEST_GRACE, PruneObserver.NONE);
  }

  private List<String> chunks() throws StoreException {
    return store.list("chunks/").stream().map(ObjectStat::key).toList();
  }

  private void pass(Duration duration) {
    shift.updateAndGet(before -> before.plus(duration));
    store.passed(duration);
  }

  private Clocks shifted() {
    return new Clocks() {
      @Override
      public Instant now() {
        return Instant.now().plus(shift.get());
      }

      @Override
      public long nanos() {
        return System.nanoTime() + shift.get().toNanos();
      }

      @Override
      public void pause(Duration duration) throws java.io.InterruptedIOException {
        SYSTEM.pause(Duration.ofMillis(5));
      }
    };
  }
}
