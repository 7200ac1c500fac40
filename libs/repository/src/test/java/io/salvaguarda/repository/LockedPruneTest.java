package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Fate;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.prune.PruneObserver;
import io.salvaguarda.repository.prune.PruneOutcome;
import io.salvaguarda.repository.prune.PruneReport;
import io.salvaguarda.repository.store.ObjectLock.Mode;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.s3.OnPeer;
import io.salvaguarda.repository.store.s3.S3ObjectStore;
import io.salvaguarda.repository.store.s3.S3Settings;
import io.salvaguarda.repository.store.s3.TestPeers;
import io.salvaguarda.repository.store.s3.TestPeers.Bucket;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pruning where garbage may be locked. Graces pass by shifted clocks, locks by the server's. */
@OnPeer(Maker.MINIO)
class LockedPruneTest {

  private static final Duration LOCK = Duration.ofSeconds(15);

  private final S3Settings place = TestPeers.settings(Maker.MINIO, Bucket.LOCKED);
  private StoreWithShiftedTimes store;
  private volatile Duration shift = Duration.ZERO;

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aLockedChunkIsToldAndTriedAgainAndNeverTakenForGone(Mode mode) throws Exception {
    store =
        new StoreWithShiftedTimes(
            new S3ObjectStore(TestPeers.with(place, RepositoryLocks.toLock(mode, LOCK))));
    BackupRepository repository = TestBackups.newRepository(store).with(shifted());
    Manifest kept = backUp(repository, SECOND, new byte[2000]);
    Manifest garbage = backUp(repository, FIRST, new byte[1000]);
    String chunk = garbage.streams().getFirst().chunks().getFirst().objectKey();
    try (S3ObjectStore plain = new S3ObjectStore(place)) {
      plain.delete(FIRST.manifestKey()); // hides it, as somebody with another tool would
    }
    pass(Duration.ofHours(2));
    assertThat(prune(repository).byFate().keySet()).containsExactly(Fate.MARKED);
    pass(Duration.ofDays(8));

    PruneReport foreseen = repository.prune().dryRun(Prune.SHORTEST_GRACE, PruneObserver.NONE);
    PruneReport locked = prune(repository);

    assertThat(foreseen).isEqualTo(locked);
    assertThat(locked.byFate().keySet()).containsExactly(Fate.LOCKED);
    assertThat(locked.of(Fate.LOCKED).chunks()).isEqualTo(1);
    assertThat(store.stat(chunk)).isPresent();
    assertThat(prune(repository).byFate().keySet())
        .as("its grace begins again")
        .containsExactly(Fate.WAITING);

    await().atMost(LOCK.multipliedBy(2)).until(() -> !isLocked(chunk));
    pass(Duration.ofDays(8));

    assertThat(prune(repository).byFate().keySet()).containsExactly(Fate.DELETED);
    assertThat(TestPeers.versions(place)).doesNotContain(chunk);
    assertThat(repository.check(kept, Progress.NONE)).isEmpty();
  }

  /** As when a newer version of an object has no lock, but an older one has; or clocks differ. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void aChunkWhoseOlderVersionIsLockedIsLocked(Mode mode) throws Exception {
    S3ObjectStore locking =
        new S3ObjectStore(TestPeers.with(place, RepositoryLocks.toLock(mode, Duration.ofHours(1))));
    store = new StoreWithShiftedTimes(locking);
    BackupRepository repository = TestBackups.newRepository(store).with(shifted());
    Manifest garbage = backUp(repository, FIRST, new byte[1000]);
    String chunk = garbage.streams().getFirst().chunks().getFirst().objectKey();
    try (S3ObjectStore plain = new S3ObjectStore(place)) {
      plain.put(chunk, ByteBuffer.wrap(store.get(chunk, 5000)));
      plain.delete(FIRST.manifestKey());
    }
    pass(Duration.ofHours(2));
    prune(repository);
    pass(Duration.ofDays(8));

    assertThat(prune(repository).byFate().keySet()).containsExactly(Fate.LOCKED);
    assertThat(TestPeers.versions(place)).filteredOn(chunk::equals).hasSize(2);
  }

  private boolean isLocked(String key) throws Exception {
    ObjectStat stat = store.stat(key).orElseThrow();
    return stat.isLocked(shifted().now());
  }

  private static PruneReport prune(BackupRepository repository) throws Exception {
    PruneOutcome outcome = repository.prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE);
    return ((PruneOutcome.Done) outcome).report();
  }

  private void pass(Duration duration) {
    shift = shift.plus(duration);
    store.passed(duration);
  }

  private Clocks shifted() {
    return new Clocks() {
      @Override
      public Instant now() {
        return Instant.now().plus(shift);
      }

      @Override
      public long nanos() {
        return System.nanoTime() + shift.toNanos();
      }

      @Override
      public void pause(Duration duration) throws InterruptedIOException {
        SYSTEM.pause(Duration.ofMillis(5));
      }
    };
  }
}
