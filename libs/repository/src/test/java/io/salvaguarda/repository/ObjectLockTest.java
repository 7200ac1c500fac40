package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.chunk.SomeBytes;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.ObjectLock.Mode;
import io.salvaguarda.repository.store.ObjectLock.Term;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.s3.OnPeer;
import io.salvaguarda.repository.store.s3.S3ObjectStore;
import io.salvaguarda.repository.store.s3.S3Settings;
import io.salvaguarda.repository.store.s3.TestPeers;
import io.salvaguarda.repository.store.s3.TestPeers.Bucket;
import io.salvaguarda.repository.wal.WalFile;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a bucket with object lock keeps, and for how long. */
@OnPeer(Maker.MINIO)
class ObjectLockTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final BiPredicate<String, WalFile> ALL_WAL = (source, file) -> true;

  private final S3Settings place = TestPeers.settings(Maker.MINIO, Bucket.LOCKED);
  private final List<ObjectStore> stores = new ArrayList<>();

  @AfterEach
  void close() {
    stores.forEach(ObjectStore::close);
  }

  /** The same place, with locks of that period. */
  private S3ObjectStore locking(Mode mode, Duration period) throws StoreException {
    S3ObjectStore store =
        new S3ObjectStore(TestPeers.with(place, RepositoryLocks.toLock(mode, period)));
    stores.add(store);
    return store;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void chunksManifestsAndRepositoryJsonAreLockedAndNothingElse(Mode mode) throws Exception {
    S3ObjectStore store = locking(mode, Duration.ofSeconds(20));
    Instant before = Instant.now();
    BackupRepository repository = TestBackups.newRepository(store);

    backUp(repository, FIRST, SomeBytes.random(5_000_000, 1));
    repository.mark(TestMarks.passed(FIRST));

    for (ObjectStat object : store.list("")) {
      Optional<Term> lock = store.stat(object.key()).orElseThrow().lock();
      if (object.key().endsWith("/verification.json")) {
        assertThat(lock).isEmpty();
      } else {
        assertThat(lock).as(object.key()).isPresent();
        assertThat(lock.get().mode()).isEqualTo(mode);
        assertThat(lock.get().until())
            .isBetween(before.plusSeconds(19), Instant.now().plusSeconds(21));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aLockedBackupIsNotDeletedBeforeItsTimeAndAfterwardsTakesUpNoSpace(Mode mode)
      throws Exception {
    BackupRepository repository = TestBackups.newRepository(locking(mode, Duration.ofSeconds(5)));
    backUp(repository, FIRST, new byte[1000]);
    int versions = TestPeers.versions(place).size();

    assertThatThrownBy(() -> repository.delete(FIRST))
        .isInstanceOfSatisfying(
            RepositoryException.Locked.class,
            locked -> assertThat(locked.until()).get().isNotNull())
        .hasMessageContaining("locked in its store until 20");
    assertThat(repository.list()).containsExactly(FIRST);
    assertThat(TestPeers.versions(place)).as("nothing is left of it").hasSize(versions);

    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> isDeleted(repository));
    assertThat(repository.list()).isEmpty();
    assertThat(TestPeers.versions(place)).noneMatch(key -> key.startsWith("backups/"));
  }

  private static boolean isDeleted(BackupRepository repository) throws Exception {
    repository.delete(FIRST);
    return true;
  }

  @Test
  void aChunkThatABackupSkipsIsLockedAsLongAsANewOne() throws Exception {
    BackupRepository first = TestBackups.newRepository(locking(Mode.GOVERNANCE, HOUR));
    Manifest manifest = backUp(first, FIRST, new byte[1000]);
    S3ObjectStore longer = locking(Mode.GOVERNANCE, HOUR.multipliedBy(4));
    String chunk = manifest.streams().getFirst().chunks().getFirst().objectKey();
    int versions = TestPeers.versions(place).size();

    Manifest second = backUp(first.on(longer), SECOND, new byte[1000]);

    assertThat(second.newChunks()).isZero();
    assertThat(TestPeers.versions(place)).hasSize(versions + 1);
    Instant until = untilOf(longer, chunk);
    assertThat(until).isAfter(Instant.now().plus(HOUR.multipliedBy(3)));
    backUp(first.on(longer), TestBackups.THIRD, new byte[1000]);
    assertThat(untilOf(longer, chunk)).as("is not asked for once more").isEqualTo(until);
  }

  @Test
  void locksOfWhatStaysAreRenewedWhenTheyAreDueAndThoseOfWhatIsToGoAreNot() throws Exception {
    BackupRepository repository = TestBackups.newRepository(locking(Mode.COMPLIANCE, HOUR));
    Manifest stays = backUp(repository, FIRST, SomeBytes.random(5_000_000, 1));
    Manifest goes = backUp(repository, SECOND, SomeBytes.random(1_000, 2));
    S3ObjectStore longer = locking(Mode.GOVERNANCE, HOUR.multipliedBy(4));
    RepositoryLocks locks = repository.on(longer).locks();

    LocksReport renewed =
        locks.renew(FIRST::equals, ALL_WAL, RepositoryLocks.Observer.NONE).orElseThrow();
    LocksReport again =
        locks.renew(FIRST::equals, ALL_WAL, RepositoryLocks.Observer.NONE).orElseThrow();

    assertThat(renewed)
        .isEqualTo(new LocksReport(2 + stays.chunkCount(), 2 + stays.chunkCount(), 0));
    assertThat(again).isEqualTo(new LocksReport(2 + stays.chunkCount(), 0, 0));
    Instant late = Instant.now().plus(HOUR.multipliedBy(3));
    for (String key : keysOf(stays)) {
      Term lock = longer.stat(key).flatMap(ObjectStat::lock).orElseThrow();
      assertThat(lock.until()).isAfter(late);
      assertThat(lock.mode()).as("a lock is never made weaker").isEqualTo(Mode.COMPLIANCE);
    }
    for (String key : keysOf(goes)) {
      assertThat(untilOf(longer, key)).isBefore(Instant.now().plus(HOUR));
    }
  }

  @Test
  void locksOfLogThatStaysAreRenewedAndThoseOfLogThatIsToGoAreNot() throws Exception {
    BackupRepository repository = TestBackups.newRepository(locking(Mode.GOVERNANCE, HOUR));
    WalFile goes = new WalFile("7412345678901234567", "000000010000000000000001");
    WalFile stays = new WalFile("7412345678901234567", "000000010000000000000002");
    try (WalArchive archive = repository.wal("shop")) {
      for (WalFile file : List.of(goes, stays)) {
        byte[] bytes = SomeBytes.random(1 << 20, file.name().hashCode());
        archive.put(file, new ByteArrayInputStream(bytes), bytes.length);
      }
    }
    S3ObjectStore longer = locking(Mode.GOVERNANCE, HOUR.multipliedBy(4));

    LocksReport report =
        repository
            .on(longer)
            .locks()
            .renew(id -> true, (source, file) -> file.equals(stays), RepositoryLocks.Observer.NONE)
            .orElseThrow();

    assertThat(report).isEqualTo(new LocksReport(3, 3, 0)); // repository.json, a document, a chunk
    assertThat(longer.list("chunks/"))
        .extracting(chunk -> untilOf(longer, chunk.key()).isAfter(Instant.now().plus(HOUR)))
        .containsExactlyInAnyOrder(true, false);
  }

  private static List<String> keysOf(Manifest manifest) {
    List<String> keys = new ArrayList<>(List.of(manifest.id().manifestKey()));
    manifest.streams().getFirst().chunks().forEach(id -> keys.add(id.objectKey()));
    return keys;
  }

  @Test
  void oneManifestThatCannotBeReadKeepsNoOtherBackupFromStayingLocked() throws Exception {
    BackupRepository repository = TestBackups.newRepository(locking(Mode.GOVERNANCE, HOUR));
    backUp(repository, FIRST, new byte[1000]);
    Manifest good = backUp(repository, SECOND, new byte[2000]);
    S3ObjectStore longer = locking(Mode.GOVERNANCE, HOUR.multipliedBy(4));
    longer.put(FIRST.manifestKey(), ByteBuffer.wrap(new byte[] {1}));

    LocksReport report =
        repository
            .on(longer)
            .locks()
            .renew(id -> true, ALL_WAL, RepositoryLocks.Observer.NONE)
            .orElseThrow();

    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(untilOf(longer, good.id().manifestKey()))
        .isAfter(Instant.now().plus(HOUR.multipliedBy(3)));
  }

  @Test
  void aLockedChunkThatSomebodyHidIsStoredAgain() throws Exception {
    S3ObjectStore store = locking(Mode.GOVERNANCE, HOUR);
    BackupRepository repository = TestBackups.newRepository(store);
    Manifest manifest = backUp(repository, FIRST, new byte[1000]);
    S3ObjectStore plain = new S3ObjectStore(place);
    stores.add(plain);
    plain.delete(manifest.streams().getFirst().chunks().getFirst().objectKey());
    assertThat(repository.check(manifest, Progress.NONE)).hasSize(1);

    backUp(repository, SECOND, new byte[1000]);

    assertThat(repository.check(manifest, Progress.NONE)).isEmpty();
  }

  private static Instant untilOf(ObjectStore store, String key) throws StoreException {
    return store.stat(key).flatMap(ObjectStat::lock).map(Term::until).orElseThrow();
  }

  @Test
  void aStoreThatIsToldToLockNothingRenewsNothing() throws Exception {
    S3ObjectStore plain = new S3ObjectStore(place);
    stores.add(plain);
    BackupRepository repository = TestBackups.newRepository(plain);
    Manifest manifest = backUp(repository, FIRST, new byte[1000]);

    assertThat(repository.locks().renew(id -> true, ALL_WAL, RepositoryLocks.Observer.NONE))
        .isEmpty();
    assertThat(plain.stat(manifest.id().manifestKey()).orElseThrow().lock()).isEmpty();
    assertThat(plain.objectLock()).isEqualTo(Optional.<ObjectLock>empty());
  }
}
