package io.salvaguarda.repository;

import static io.salvaguarda.repository.TestBackups.FIRST;
import static io.salvaguarda.repository.TestBackups.SECOND;
import static io.salvaguarda.repository.TestBackups.backUp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.prune.PruneObserver;
import io.salvaguarda.repository.prune.PruneOutcome;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups that must not be deleted, on every store. */
abstract class HoldConformance {

  private static final Hold.Placed HOLD =
      new Hold.Placed("ops", "case 4711, São Paulo", Instant.parse("2026-01-05T08:00:00.123Z"));
  private static final Hold.Placed OTHER = new Hold.Placed("legal", "audit", HOLD.since());

  private StoreWithFaults store;
  private BackupRepository repository;

  abstract ObjectStore emptyStore() throws Exception;

  @BeforeEach
  void aBackup() throws Exception {
    store = new StoreWithFaults(emptyStore());
    repository = TestBackups.newRepository(store);
    backUp(repository, FIRST, new byte[1000]);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aHeldBackupIsNotDeletedUntilItIsReleased() throws Exception {
    repository.mark(TestMarks.passed(FIRST));
    repository.hold(FIRST, HOLD);

    assertThatThrownBy(() -> repository.delete(FIRST))
        .isInstanceOfSatisfying(
            RepositoryException.Held.class, held -> assertThat(held.hold()).isEqualTo(HOLD))
        .hasMessageContaining("held by ops: case 4711");
    assertThat(repository.list()).containsExactly(FIRST);
    assertThat(repository.verification(FIRST)).isPresent();
    assertThat(repository.holdOf(FIRST)).contains(HOLD);
    assertThat(beside()).as("nothing of the refused deletion is left").isEqualTo(3);

    assertThat(repository.release(FIRST)).contains(HOLD);
    assertThat(repository.release(FIRST)).isEmpty();
    repository.delete(FIRST);

    assertThat(repository.list()).isEmpty();
    assertThat(beside()).isZero();
  }

  @Test
  void aHoldThatCannotBeReadHoldsAllTheSame() throws Exception {
    backUp(repository, SECOND, new byte[1000]);
    repository.hold(FIRST, HOLD);
    byte[] ofFirst = store.get(FIRST.holdKey(), HoldDocument.LIMIT);
    store.put(SECOND.holdKey(), ByteBuffer.wrap(ofFirst));
    ofFirst[ofFirst.length / 2] ^= 1;
    store.put(FIRST.holdKey(), ByteBuffer.wrap(ofFirst));

    assertThat(repository.holdOf(FIRST)).containsInstanceOf(Hold.Unreadable.class);
    assertThat(repository.holdOf(SECOND))
        .as("a hold moved to another backup is not authentic there")
        .containsInstanceOf(Hold.Unreadable.class);
    assertThatThrownBy(() -> repository.delete(FIRST)).isInstanceOf(RepositoryException.Held.class);
    assertThatThrownBy(() -> repository.delete(SECOND))
        .isInstanceOf(RepositoryException.Held.class);
    assertThat(repository.list()).containsExactly(SECOND, FIRST);
    assertThat(repository.release(FIRST)).containsInstanceOf(Hold.Unreadable.class);
  }

  @Test
  void aStoreThatIsAwayDeletesNothing() throws Exception {
    repository.hold(FIRST, HOLD);
    store.before =
        (operation, key) -> {
          if (operation.equals("get") && key.equals(FIRST.holdKey())) {
            throw new StoreException.Unavailable("told by the test");
          }
        };

    assertThatThrownBy(() -> repository.delete(FIRST))
        .isInstanceOf(StoreException.Unavailable.class);
    store.before = (operation, key) -> {};
    assertThat(repository.list()).containsExactly(FIRST);
  }

  @Test
  void theFirstHoldStands() throws Exception {
    repository.hold(FIRST, HOLD);
    repository.hold(FIRST, HOLD);

    assertThatThrownBy(() -> repository.hold(FIRST, OTHER))
        .isInstanceOfSatisfying(
            RepositoryException.Held.class, held -> assertThat(held.hold()).isEqualTo(HOLD));
    assertThat(repository.holdOf(FIRST)).contains(HOLD);
  }

  @Test
  void whatDoesNotExistCannotBeHeld() throws Exception {
    assertThatThrownBy(() -> repository.hold(SECOND, HOLD))
        .isInstanceOf(RepositoryException.NoSuchBackup.class);
    assertThat(repository.holdOf(SECOND)).isEmpty();
  }

  private interface Step {
    void run() throws IOException;
  }

  @Test
  void whicheverRequestOfADeletionAHoldComesBeforeItIsNeverBothPromisedAndDeleted()
      throws Exception {
    for (int request = 0; request < 8; request++) {
      BackupId id = another(request);
      requireOneOfBoth(id, request, () -> repository.delete(id), () -> repository.hold(id, HOLD));
    }
  }

  @Test
  void whicheverRequestOfAHoldADeletionComesBeforeItIsNeverBothPromisedAndDeleted()
      throws Exception {
    for (int request = 0; request < 3; request++) {
      BackupId id = another(request);
      requireOneOfBoth(id, request, () -> repository.hold(id, HOLD), () -> repository.delete(id));
    }
  }

  private BackupId another(int number) throws IOException {
    BackupId id = TestBackups.id("2026-03-0%dT00:00:00Z".formatted(number + 1));
    backUp(repository, id, new byte[10]);
    return id;
  }

  /** Runs the second just before one request of the first. */
  private void requireOneOfBoth(BackupId id, int request, Step first, Step second)
      throws IOException {
    AtomicInteger sent = new AtomicInteger();
    AtomicReference<Optional<IOException>> ofSecond = new AtomicReference<>(Optional.empty());
    store.before =
        (operation, key) -> {
          if (sent.getAndIncrement() == request) {
            ofSecond.set(failure(second));
          }
        };
    Optional<IOException> ofFirst = failure(first);
    store.before = (operation, key) -> {};
    assertThat(sent.get()).as("requests of both").isGreaterThan(request);

    boolean bothDone = ofFirst.isEmpty() && ofSecond.get().isEmpty();
    boolean there = repository.list().contains(id);
    boolean held = repository.holdOf(id).isPresent();
    String end = "request %d: %s, %s".formatted(request, ofFirst, ofSecond.get());
    assertThat(bothDone).as(end).isFalse();
    assertThat(held && !there).as("held and gone: " + end).isFalse();
    assertThat(beside(id)).as("what is left: " + end).isEqualTo(there ? held ? 2 : 1 : 0);
  }

  private static Optional<IOException> failure(Step step) {
    try {
      step.run();
      return Optional.empty();
    } catch (RepositoryException refused) {
      return Optional.of(refused);
    } catch (IOException e) {
      throw new AssertionError("neither done nor refused", e);
    }
  }

  @Test
  void whatADeletionThatDiedLeftBehindKeepsHoldsAwayOnlyForAWhile() throws Exception {
    store.before =
        (operation, key) -> {
          if (operation.equals("delete")) {
            throw new StoreException.Unavailable("told by the test");
          }
        };
    assertThatThrownBy(() -> repository.delete(FIRST))
        .isInstanceOf(StoreException.Unavailable.class);
    store.before = (operation, key) -> {};

    assertThatThrownBy(() -> repository.hold(FIRST, HOLD))
        .isInstanceOf(RepositoryException.BeingDeleted.class);
    assertThat(repository.holdOf(FIRST)).as("what is not promised is not kept").isEmpty();

    StoreWithShiftedTimes later = new StoreWithShiftedTimes(store);
    later.passed(Duration.ofMinutes(31));
    repository.on(later).hold(FIRST, HOLD);
    assertThatThrownBy(() -> repository.delete(FIRST)).isInstanceOf(RepositoryException.Held.class);
  }

  @Test
  void pruneAndCheckLeaveAHoldWhereItIs() throws Exception {
    repository.hold(FIRST, HOLD);

    assertThat(repository.prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE))
        .isInstanceOf(PruneOutcome.Done.class);
    RepositoryReport report = repository.check(ReadData.ALL, Progress.NONE);

    assertThat(report.sound()).isTrue();
    assertThat(report.held()).containsExactly(new HeldBackup(FIRST, HOLD));
    assertThat(repository.holdOf(FIRST)).contains(HOLD);
  }

  private int beside() throws IOException {
    return beside(FIRST);
  }

  private int beside(BackupId id) throws IOException {
    return store.list(id.folder()).size();
  }
}
