package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.restore.run.physical.AttemptFolders;
import io.salvaguarda.restore.run.physical.PhysicalPayload;
import io.salvaguarda.restore.run.physical.PhysicalRestore;
import io.salvaguarda.restore.run.physical.PhysicalResult;
import io.salvaguarda.restore.run.physical.ReplicaOrder;
import io.salvaguarda.restore.run.physical.TargetFolder;
import io.salvaguarda.restore.run.physical.WorkingFolder;
import io.salvaguarda.restore.run.physical.WorkingFolder.Part;
import io.salvaguarda.restore.testing.Ledger;
import io.salvaguarda.restore.testing.PhysicalSource;
import io.salvaguarda.restore.testing.RestoreStack;
import io.salvaguarda.restore.window.TargetSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each moment of a kill leaves behind, and what the next attempt makes of it. */
@QuarkusTest
@QuarkusTestResource(RestoreStack.class)
class KilledPhysicalTest {

  private static PhysicalSource source;
  private static String backup;
  private static Path elsewhere;

  private final UUID job = UUID.randomUUID();
  private Path folder;
  private Path data;
  private ReplicaOrder replica;

  /** Stands for SIGKILL: nobody catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private record KilledIn(Phase phase) implements Supervision {
    @Override
    public void progress(RestoreProgress latest) {
      if (latest.phase() == phase && (phase != Phase.RESTORE || latest.doneBytes() > 1 << 20)) {
        throw new Killed();
      }
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

  @BeforeAll
  static void aClusterWithATablespace() throws IOException {
    source = PhysicalSource.start("split");
    elsewhere = source.folder("elsewhere");
    source.execute(
        "create tablespace elsewhere location '" + elsewhere + "'",
        "create table away (i int) tablespace elsewhere",
        "insert into away select generate_series(1, 1000)");
    new Ledger(source).write(10);
    backup = source.untoldBackup();
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @BeforeEach
  void aFolderOfItsOwn() throws IOException {
    folder = Files.createDirectory(RestoreStack.restores().resolve("kill-" + job));
    data = folder.resolve("data");
  }

  private PhysicalRestore attempt(int number, Phase killedIn, BooleanSupplier mine) {
    return attempt(number, killedIn, mine, "0/0");
  }

  private PhysicalRestore attempt(
      int number, Phase killedIn, BooleanSupplier mine, String mustReach) {
    boolean latest = !mustReach.equals("0/0");
    TargetSpec target =
        new TargetSpec(
            null, null, null, null, latest ? true : null, latest ? null : true, null, null);
    PhysicalPayload order =
        new PhysicalPayload(
            backup,
            "disk",
            "dba",
            "here",
            "postgres",
            data.toString(),
            replica == null ? null : 5499,
            target,
            1,
            source.systemId(),
            mustReach,
            "nothing",
            replica);
    PhysicalRestore.Place place =
        new PhysicalRestore.Place(
            () -> RestoreStack.repository("disk"),
            List.of(RestoreStack.restores()),
            ToolUser.forTools(),
            RestoreStack.scratch(),
            "false",
            Duration.ofMinutes(2),
            line -> {});
    AttemptFolders folders = AttemptFolders.of(order, job, number);
    return new PhysicalRestore(order, place, folders, mine, new KilledIn(killedIn));
  }

  private PhysicalResult restored(int number) throws IOException {
    RestoreOutcome<PhysicalResult> outcome = attempt(number, null, () -> true).run();
    assertThat(outcome).isInstanceOf(RestoreOutcome.Restored.class);
    return ((RestoreOutcome.Restored<PhysicalResult>) outcome).result();
  }

  private void requireWholeAndAlone() throws IOException {
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "data.tablespaces");
    }
    try (var left = Files.list(folder.resolve("data.tablespaces"))) {
      assertThat(left).hasSize(1);
    }
    try (LocalCluster copy = PhysicalSource.started(data)) {
      assertThat(Ledger.rowsIn(copy.connection("postgres"))).isEqualTo(10);
      assertThat(PhysicalSource.text(copy.connection("postgres"), "select count(*) from away"))
          .isEqualTo("1000");
      assertThat(
              PhysicalSource.text(
                  copy.connection("postgres"),
                  "select pg_tablespace_location(oid) from pg_tablespace where spcname ="
                      + " 'elsewhere'"))
          .startsWith(folder.resolve("data.tablespaces").toString());
    }
  }

  @Test
  void aKillInAnyPhaseLeavesOnlyWhatTheNextAttemptWipes() throws IOException {
    int number = 1;
    for (Phase phase : List.of(Phase.RESTORE, Phase.RECOVER, Phase.RENAME)) {
      PhysicalRestore attempt = attempt(number++, phase, () -> true);
      assertThatThrownBy(attempt::run).isInstanceOf(Killed.class);
      assertThat(data).doesNotExist();
    }

    PhysicalResult result = restored(number);

    assertThat(result.bytes()).isPositive();
    requireWholeAndAlone();
  }

  @Test
  void aKillBetweenTheFinalNamesIsMadeGoodToo() throws IOException {
    restored(1);
    Path working = folder.resolve(".salvaguarda-restore-" + job + "-1");
    Files.move(data, working);
    Files.writeString(folder.resolve("data.tablespaces/.salvaguarda-restore"), job + " 1");

    restored(2);

    requireWholeAndAlone();
  }

  @Test
  void aKillInAnyPhaseOfAPrimaryWithAReplicaIsWipedToo() throws IOException {
    replica = new ReplicaOrder(folder.resolve("replica").toString(), 5500);
    int number = 1;
    for (Phase phase : List.of(Phase.RESTORE, Phase.RECOVER, Phase.REPLICATE, Phase.RENAME)) {
      PhysicalRestore attempt = attempt(number++, phase, () -> true);
      assertThatThrownBy(attempt::run).isInstanceOf(Killed.class);
    }

    restored(number);

    requireAPairAndNothingElse();
  }

  @Test
  void aReplicaThatHasItsNameBeforeItsPrimaryHasIsMadeAnew() throws IOException {
    replica = new ReplicaOrder(folder.resolve("replica").toString(), 5500);
    restored(1);
    // killed between the two
    Files.move(data, folder.resolve(".salvaguarda-restore-" + job + "-1"));
    Files.writeString(folder.resolve("data.tablespaces/.salvaguarda-restore"), job + " 1");
    Files.writeString(folder.resolve("replica/.salvaguarda-restore"), job + " 1");
    Files.writeString(folder.resolve("replica/of-the-first"), "");

    restored(2);

    assertThat(folder.resolve("replica/of-the-first")).doesNotExist();
    requireAPairAndNothingElse();
  }

  @Test
  void aReplicaWhosePrimaryIsThereIsNotWiped() throws IOException {
    replica = new ReplicaOrder(folder.resolve("replica").toString(), 5500);
    restored(1);
    Files.writeString(folder.resolve("replica/.salvaguarda-restore"), job + " 1");

    PhysicalResult again = restored(2);

    assertThat(again.replica().port()).isEqualTo(5500);
    requireAPairAndNothingElse();
  }

  private void requireAPairAndNothingElse() throws IOException {
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "data.tablespaces", "replica", "replica.tablespaces");
    }
    for (String each : List.of("data", "replica")) {
      assertThat(folder.resolve(each).resolve(".salvaguarda-restore")).doesNotExist();
      assertThat(folder.resolve(each).resolve("salvaguarda_restore.json")).exists();
      assertThat(folder.resolve(each).resolve("postmaster.pid")).doesNotExist();
    }
  }

  @Test
  void anAttemptThatWasThoughtDeadWipesNothingOfALaterOne() throws IOException {
    Path later = Files.createDirectory(folder.resolve(".salvaguarda-restore-" + job + "-2"));
    PhysicalRestore dying = attempt(1, Phase.RESTORE, () -> true);
    assertThatThrownBy(dying::run).isInstanceOf(Killed.class);

    assertThat(new WorkingFolder(new TargetFolder(data), job, 1, Part.PRIMARY).wipe()).isTrue();

    assertThat(folder).isDirectoryNotContaining("glob:**-1");
    assertThat(later).exists();
  }

  @Test
  void aFinishedRestoreIsKnownAgainAndNotDoneTwice() throws IOException {
    PhysicalResult first = restored(1);
    Files.writeString(data.resolve("used_already"), "");

    PhysicalResult second = restored(2);

    assertThat(data.resolve("used_already")).exists();
    assertThat(second.reachedLsn()).isEqualTo(first.reachedLsn());
    assertThat(second.bytes()).isEqualTo(first.bytes());
  }

  @Test
  void aReplayThatEndsBeforeTheArchiveDoesIsNoSuccess() throws IOException {
    RestoreOutcome<PhysicalResult> outcome = attempt(1, null, () -> true, "0/9000000").run();

    assertThat(((RestoreOutcome.Failed<PhysicalResult>) outcome).failure())
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.RETRYABLE);
              assertThat(failure.message()).contains("leads to 0/9000000");
            });
    assertThat(data).doesNotExist();
  }

  @Test
  void anAttemptThatIsTheJobsNoMoreGivesNoFinalName() throws IOException {
    RestoreOutcome<PhysicalResult> outcome = attempt(1, null, () -> false).run();

    assertThat(((RestoreOutcome.Failed<PhysicalResult>) outcome).failure().errorClass())
        .isEqualTo(ErrorClass.WORKER_LOST);
    assertThat(data).doesNotExist();
  }

  @Test
  void theTablespaceOfTheSourceIsNotTouched() throws IOException {
    restored(1);

    assertThat(source.text("select count(*) from away")).isEqualTo("1000");
    requireWholeAndAlone();
    assertThat(source.text("select count(*) from away")).isEqualTo("1000");
  }
}
