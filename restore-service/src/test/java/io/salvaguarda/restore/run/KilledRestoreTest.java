package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.Identifiers;
import io.salvaguarda.restore.testing.Backups;
import io.salvaguarda.restore.testing.Databases;
import io.salvaguarda.restore.testing.RestoreStack;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What each moment of a kill leaves behind, and what the next attempt makes of it. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class KilledRestoreTest {

  private final UUID job = UUID.randomUUID();
  private final String target = "target of " + job;
  private final List<Finish> finishes = new ArrayList<>();

  /** Stands for SIGKILL: nobody catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private record Watching(Consumer<RestoreProgress> watcher) implements Supervision {
    @Override
    public void progress(RestoreProgress latest) {
      watcher.accept(latest);
    }

    @Override
    public void throwIfStopped() {
      // nobody stops it
    }

    @Override
    public void onStop(Runnable action) {
      // nobody stops it
    }
  }

  /** Does something between the entry and the rename that follows it. */
  private record Log(List<Finish> all, Runnable then) implements FinishLog {
    @Override
    public boolean append(Finish finish) {
      all.add(finish);
      then.run();
      return true;
    }
  }

  private static void killed() {
    throw new Killed();
  }

  private DatabaseRestore attempt(int number, RestorePayload order, Supervision supervision) {
    return attempt(number, order, supervision, new Log(finishes, () -> {}));
  }

  private DatabaseRestore attempt(
      int number, RestorePayload order, Supervision supervision, FinishLog log) {
    DatabaseRestore.Place place =
        new DatabaseRestore.Place(
            () -> RestoreStack.repository("disk"),
            RestoreStack.source().connection("postgres"),
            false,
            RestoreStack.scratch(),
            line -> {});
    return new DatabaseRestore(order, place, new Working(job, number), log, supervision);
  }

  private static final Supervision QUIET = new Watching(progress -> {});

  private RestoreResult restored(int attempt, RestorePayload order) throws IOException {
    return restored(attempt(attempt, order, QUIET).run());
  }

  private static RestoreResult restored(RestoreOutcome<RestoreResult> outcome) {
    assertThat(outcome).isInstanceOf(RestoreOutcome.Restored.class);
    return ((RestoreOutcome.Restored<RestoreResult>) outcome).result();
  }

  private static ErrorClass errorOf(RestoreOutcome<RestoreResult> outcome) {
    assertThat(outcome).isInstanceOf(RestoreOutcome.Failed.class);
    return ((RestoreOutcome.Failed<RestoreResult>) outcome).failure().errorClass();
  }

  private RestorePayload order() {
    return order(Backups.verified("shop", "shop"), target, false);
  }

  private static RestorePayload order(String backupId, String database, boolean swap) {
    return new RestorePayload(
        backupId,
        BackupKind.LOGICAL,
        "disk",
        Instant.now(),
        "dba",
        "127.0.0.1",
        RestoreStack.source().port(),
        database,
        List.of(),
        List.of(),
        null,
        swap);
  }

  private void make(String database) {
    RestoreStack.source()
        .execute(
            "postgres", "create database " + Identifiers.quoted(database) + " template template0");
  }

  private void requireWholeAndAlone() {
    assertThat(Databases.count(target, "sales.orders")).isEqualTo(5000);
    assertThat(Databases.comment(target)).isEqualTo("sells things");
    assertThat(Databases.working(job.toString())).isEmpty();
  }

  @Test
  void betweenMakingTheDatabaseAndMarkingIt() throws IOException {
    make(new Working(job, 1).database());

    restored(2, order());

    requireWholeAndAlone();
  }

  @Test
  void whileItIsFilled() throws IOException {
    RestorePayload order = order();
    Supervision killing =
        new Watching(
            progress -> {
              if (progress.phase() == Phase.RESTORE && progress.doneBytes() > 0) {
                killed();
              }
            });
    assertThatThrownBy(() -> attempt(1, order, killing).run()).isInstanceOf(Killed.class);
    assertThat(Databases.working(job.toString())).hasSize(1);
    assertThat(Databases.exists(target)).isFalse();

    restored(2, order);

    requireWholeAndAlone();
  }

  @Test
  void justBeforeItGetsItsName() throws IOException {
    RestorePayload order = order();
    FinishLog killing = new Log(finishes, KilledRestoreTest::killed);
    assertThatThrownBy(() -> attempt(1, order, QUIET, killing).run()).isInstanceOf(Killed.class);
    assertThat(Databases.exists(target)).isFalse();

    restored(2, order);

    requireWholeAndAlone();
  }

  @Test
  void justAfterItGotItsName() throws IOException {
    RestorePayload order = order();
    RestoreResult first = restored(1, order);
    String oid = Databases.oid(target);
    RestoreStack.source().execute(target, "create table used_already ()");

    RestoreResult second = restored(2, order);

    assertThat(Databases.oid(target)).isEqualTo(oid);
    assertThat(Databases.count(target, "used_already")).isZero();
    assertThat(second.bytes()).isEqualTo(first.bytes()).isPositive();
    requireWholeAndAlone();
  }

  @Test
  void justAfterTheSwap() throws IOException {
    make(target);
    RestoreStack.source().execute(target, "create table old ()");
    RestorePayload order = order(Backups.verified("shop", "shop"), target, true);
    RestoreResult first = restored(1, order);
    String oid = Databases.oid(target);

    RestoreResult second = restored(2, order);

    assertThat(Databases.oid(target)).isEqualTo(oid);
    assertThat(second.previousDatabase()).isEqualTo(first.previousDatabase()).isNotNull();
    assertThat(Databases.count(second.previousDatabase(), "old")).isZero();
    requireWholeAndAlone();
  }

  @Test
  void aSwapThatFoundNothingToReplaceSaysSoAgain() throws IOException {
    RestorePayload order = order(Backups.verified("shop", "shop"), target, true);

    assertThat(restored(1, order).previousDatabase()).isNull();
    assertThat(restored(2, order).previousDatabase()).isNull();
  }

  @Test
  void anAttemptThatWasThoughtDeadMayFinishFirst() throws IOException {
    RestorePayload order = order();
    FinishLog overtaken =
        new Log(
            finishes,
            () -> {
              try {
                restored(1, order);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    restored(attempt(2, order, QUIET, overtaken).run());

    assertThat(Databases.count(target, "sales.orders")).isEqualTo(5000);
    assertThat(Databases.oid(target)).isEqualTo(String.valueOf(finishes.getLast().databaseOid()));
  }

  @Test
  void anAttemptThatIsTheJobsNoMoreFinishesNothing() throws IOException {
    FinishLog fenced =
        new FinishLog() {
          @Override
          public boolean append(Finish finish) {
            return false;
          }

          @Override
          public List<Finish> all() {
            return List.of();
          }
        };

    RestoreOutcome<RestoreResult> outcome = attempt(1, order(), QUIET, fenced).run();

    assertThat(errorOf(outcome)).isEqualTo(ErrorClass.WORKER_LOST);
    assertThat(Databases.exists(target)).isFalse();
  }

  @Test
  void anothersDatabaseIsNeverDropped() throws IOException {
    String withContent = new Working(job, 1).database();
    String withComment = new Working(job, 2).database();
    String ofAnotherJob = new Working(UUID.randomUUID(), 1).database();
    make(withContent);
    make(withComment);
    make(ofAnotherJob);
    RestoreStack.source().execute(withContent, "create table precious ()");
    RestoreStack.source()
        .execute("postgres", "comment on database " + withComment + " is 'of the accountants'");

    restored(3, order());

    assertThat(Databases.working(job.toString())).containsExactly(withContent, withComment);
    assertThat(Databases.exists(ofAnotherJob)).isTrue();
    assertThat(Databases.count(withContent, "precious")).isZero();
  }

  @Test
  void aTargetThatSomebodyMakesMeanwhileIsNotTouched() throws IOException {
    FinishLog raced = new Log(finishes, () -> make(target));

    RestoreOutcome<RestoreResult> outcome = attempt(1, order(), QUIET, raced).run();

    assertThat(errorOf(outcome)).isEqualTo(ErrorClass.TARGET_EXISTS);
    assertThat(Databases.comment(target)).isNull();
    assertThat(errorOf(attempt(2, order(), QUIET).run())).isEqualTo(ErrorClass.TARGET_EXISTS);
    assertThat(Databases.working(job.toString())).isEmpty();
  }
}
