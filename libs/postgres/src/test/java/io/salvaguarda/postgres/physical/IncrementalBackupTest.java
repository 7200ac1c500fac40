package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.Majors;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.physical.PhysicalSource.Taken;
import io.salvaguarda.postgres.replication.BaseBackup;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes since an earlier backup, and the cluster that both make. */
class IncrementalBackupTest {
  private PhysicalSource source;

  @BeforeEach
  void aClusterThatSummarizesItsLog() throws Exception {
    PgTools tools = Majors.ANOTHER.tools();
    Assumptions.assumeTrue(tools.major() >= 17, "PostgreSQL 17 is the first that can do this");
    source = new PhysicalSource(tools);
    source.execute("postgres", "alter system set summarize_wal = on", "select pg_reload_conf()");
  }

  @AfterEach
  void stop() throws Exception {
    if (source != null) {
      source.close();
    }
  }

  private Taken take(String name, Optional<Taken> since) throws Exception {
    Optional<BaseBackup.Earlier> earlier =
        since.map(taken -> () -> taken.open(BaseBackup.MANIFEST));
    return OwnBackupTest.taken(
        source, name, new BaseBackup.Options(name, true, OptionalInt.empty(), earlier));
  }

  private static long bytes(Taken taken) throws Exception {
    return Files.size(taken.file(BaseBackup.BASE));
  }

  /** All of them as one backup's archives, the newest first. */
  private static Map<String, Path> archives(Taken... newestFirst) throws Exception {
    Map<String, Path> all = new TreeMap<>();
    for (int level = 0; level < newestFirst.length; level++) {
      for (String plain : newestFirst[level].names()) {
        String name = plain;
        for (int i = 0; i < level; i++) {
          name = ArchiveLevels.before(name);
        }
        all.put(name, newestFirst[level].file(plain));
      }
    }
    return all;
  }

  private Outcome<DataDirectory> combined(Map<String, Path> archives) throws Exception {
    JobFolder place =
        JobFolder.create(source.folder.resolve("scratch"), "physical", ToolUser.forSandbox());
    var extraction =
        new DataDirectory.Extraction(
            place.path().resolve("data"),
            TablespaceMapping.below(place.path().resolve("tablespaces")),
            ToolUser.forSandbox(),
            false,
            bytes -> {});
    return CombinedDirectory.extract(
        source.context().sandboxed(),
        extraction,
        archives.keySet(),
        name -> Files.newInputStream(archives.get(name)),
        stop -> {});
  }

  @Test
  void twoBackupsOfChangesAndTheFirstMakeTheClusterAsItIsNow() throws Exception {
    Taken full = take("full", Optional.empty());
    source.execute("shop", "update orders set note = 'changed' where id = 17");
    Taken second = take("second", Optional.of(full));
    source.execute("shop", "insert into far values (0, 'later')", "drop table if exists gone");
    Taken third = take("third", Optional.of(second));
    assertThat(bytes(third)).isLessThan(bytes(full));

    Map<String, Path> archives = archives(third, second, full);
    assertThat(ArchiveLevels.of(archives.keySet())).isEqualTo(3);
    DataDirectory data = combined(archives).orThrow();

    assertThat(data.path().resolveSibling("data.parts")).doesNotExist();
    ToolContext context = source.context().sandboxed();
    assertThat(VerifyBackup.run(context, data, stop -> {}).orThrow()).isEmpty();
    assertThat(
            Recovery.of(context, data, RecoverySettings.consistent(), PhysicalSource.sandbox())
                .run())
        .isInstanceOf(Recovery.Result.Reached.class);
    try (var cluster = RecoveredCluster.start(context, data, PhysicalSource.sandbox()).orThrow()) {
      assertThat(
              SourceCluster.query(
                  cluster.connection("shop"), "select note from orders where id = 17"))
          .isEqualTo("changed");
      assertThat(SourceCluster.query(cluster.connection("shop"), "select count(*) from far"))
          .isEqualTo("1001");
    }
  }

  @Test
  void changesOfSomethingElseAreDamage() throws Exception {
    Taken full = take("full", Optional.empty());
    Taken second = take("second", Optional.of(full));
    Taken third = take("third", Optional.of(second));

    Outcome<DataDirectory> without = combined(archives(third, full));

    assertThat(without)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().error())
                    .isEqualTo(io.salvaguarda.postgres.PostgresError.BACKUP_DAMAGED));
  }

  @Test
  void aServerWithoutSummariesOfItsLogSendsNoChanges() throws Exception {
    Taken full = take("full", Optional.empty());
    source.execute("postgres", "alter system set summarize_wal = off", "select pg_reload_conf()");
    var changes =
        new BaseBackup.Options(
            "refused",
            true,
            OptionalInt.empty(),
            Optional.of(() -> full.open(BaseBackup.MANIFEST)));

    assertThat(BaseBackup.start(source.connection("postgres"), changes))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().message()).contains("summariz"));
  }

  @Test
  void namesTellWhichBackupAnArchiveIsOf() {
    List<String> names = List.of("base.tar", "before-01-base.tar", "before-02-tablespace-1.tar");

    assertThat(ArchiveLevels.at(2, names)).containsExactly("tablespace-1.tar");
    assertThat(ArchiveLevels.before("before-01-base.tar")).isEqualTo("before-02-base.tar");
  }
}
