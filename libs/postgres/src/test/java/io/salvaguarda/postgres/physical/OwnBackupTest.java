package io.salvaguarda.postgres.physical;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.Majors;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.physical.PhysicalSource.Taken;
import io.salvaguarda.postgres.replication.BaseBackup;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the suite's own client of the replication protocol takes is a cluster again. */
class OwnBackupTest {

  /** Another test repeats this one with another version. */
  Majors major() {
    return Majors.OWN;
  }

  @Test
  void aBackupOverTheProtocolIsVerifiedAndRecoversByItself() throws Exception {
    try (PhysicalSource source = new PhysicalSource(major().tools())) {
      source.execute(
          "shop", "begin", "insert into far values (0, 'later')", "prepare transaction 'open'");
      ToolContext context = source.context().sandboxed();
      DataDirectory data = source.extracted(taken(source));

      assertThat(VerifyBackup.run(context, data, stop -> {}).orThrow()).isEmpty();
      assertThat(
              Recovery.of(context, data, RecoverySettings.consistent(), PhysicalSource.sandbox())
                  .run())
          .isInstanceOf(Recovery.Result.Reached.class);
      try (var cluster =
          RecoveredCluster.start(context, data, PhysicalSource.sandbox()).orThrow()) {
        assertThat(SourceCluster.query(cluster.connection("shop"), "select count(*) from far"))
            .isEqualTo("1000");
        assertThat(
                SourceCluster.query(
                    cluster.connection("shop"), "select gid from pg_prepared_xacts"))
            .isEqualTo("open");
      }
    }
  }

  @Test
  void aClusterThatFailedOverRecoversOnItsOwnTimeline() throws Exception {
    try (PhysicalSource source = new PhysicalSource(major().tools())) {
      source.execute("postgres", "alter system set restore_command = 'false'");
      source.cluster.stop();
      new PlainFiles(new DataDirectory(source.cluster.data(), Map.of(), ToolUser.forTools()))
          .put("recovery.signal", "");
      source.cluster.start().orThrow();
      Awaitility.await()
          .until(() -> source.query("shop", "select pg_is_in_recovery()"), "f"::equals);
      source.execute("shop", "insert into orders values (0, 'after the failover')");
      ToolContext context = source.context().sandboxed();
      DataDirectory data = source.extracted(taken(source));

      assertThat(VerifyBackup.run(context, data, stop -> {}).orThrow()).isEmpty();
      assertThat(
              Recovery.of(context, data, RecoverySettings.consistent(), PhysicalSource.sandbox())
                  .run())
          .isInstanceOfSatisfying(
              Recovery.Result.Reached.class,
              reached -> assertThat(reached.timeline()).isEqualTo(3));
    }
  }

  private static Taken taken(PhysicalSource source) throws Exception {
    return taken(source, "taken", new BaseBackup.Options("test", true, OptionalInt.empty()));
  }

  static Taken taken(PhysicalSource source, String name, BaseBackup.Options options)
      throws Exception {
    Taken taken = new Taken(Files.createDirectory(source.folder.resolve(name)));
    try (var backup = BaseBackup.start(source.connection("postgres"), options).orThrow()) {
      for (var next = backup.next(); next.isPresent(); next = backup.next()) {
        Path file = taken.file(next.get().name());
        Files.copy(next.get().bytes(), file);
      }
    }
    return taken;
  }
}
