package io.salvaguarda.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Majors;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.replication.WalStream.TimelineEnded;
import io.salvaguarda.postgres.replication.WalStream.Wal;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A primary and a standby made from a base backup, which is then promoted. */
@Timeout(180)
class TimelineTest {
  private static final int SEGMENT = 16 << 20;
  private static final Duration SOON = Duration.ofMillis(200);

  private Primary primary;
  private Path folder;
  private LocalCluster standby;

  /** Another test repeats this one with another version. */
  Majors major() {
    return Majors.OWN;
  }

  @BeforeEach
  void start() throws Exception {
    primary = Primary.start(major(), Map.of());
    folder = Primary.newFolder();
    Path home = JobFolder.existing(folder.resolve("standby"), ToolUser.forTools()).path();
    var options = new BaseBackup.Options("standby", true, OptionalInt.empty());
    try (BaseBackup backup = BaseBackup.start(primary.replicator(), options).orThrow()) {
      Unpacked.into(home.resolve("data"), backup);
    }
    Files.createFile(home.resolve("data/standby.signal"));
    ToolUser.forTools().name().ifPresent(user -> give(home.resolve("data"), user));
    String source =
        "host=127.0.0.1 port=" + primary.cluster().port() + " user=postgres password=super";
    standby =
        Primary.cluster(major(), home, Map.of("primary_conninfo", source, "hot_standby", "on"));
    standby.start().orThrow();
  }

  private static void give(Path data, String user) {
    try {
      var owner = data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
      Files.setOwner(data, owner);
      Files.setOwner(data.resolve("standby.signal"), owner);
      Files.setOwner(data.resolve("backup_manifest"), owner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (standby != null) {
      standby.close();
    }
    primary.close();
    JobFolder.wipe(folder);
  }

  private ConnectionSpec onStandby() {
    return standby.connection("postgres");
  }

  private ConnectionSpec replicator() {
    ConnectionSpec there = onStandby();
    return there.withUser(primary.replicator().user(), primary.replicator().password());
  }

  @Test
  void aStreamFollowsAPromotedStandbyOntoItsNewTimeline() throws Exception {
    Lsn from = primary.lsn("pg_current_wal_flush_lsn()").segmentStart(SEGMENT);
    Lsn switchedAt;
    try (WalStream stream = WalStream.start(replicator(), Optional.empty(), from, 1).orThrow()) {
      primary.execute("create table before_switch as select generate_series(1, 1000) n");
      Lsn written = primary.lsn("pg_current_wal_flush_lsn()");
      Lsn at = from;
      while (at.isBefore(written)) {
        at = stream.read(SOON) instanceof Wal wal ? wal.end() : at;
      }

      SourceCluster.execute(onStandby(), "select pg_promote()");
      WalStream.Message message = stream.read(SOON);
      while (!(message instanceof TimelineEnded)) {
        at = message instanceof Wal wal ? wal.end() : at;
        message = stream.read(SOON);
      }

      TimelineEnded ended = (TimelineEnded) message;
      assertThat(ended.nextTimeline()).isEqualTo(2);
      assertThat(ended.switchedAt()).isEqualTo(at).isGreaterThanOrEqualTo(written);
      assertThat(stream.read(SOON)).isEqualTo(ended);
      TimelineHistory history = stream.history(2);
      assertThat(history.fileName()).isEqualTo("00000002.history");
      assertThat(new String(history.bytes(), StandardCharsets.UTF_8))
          .startsWith("1\t" + ended.switchedAt() + "\t");
      switchedAt = ended.switchedAt();
    }

    SourceCluster.execute(onStandby(), "create table after_switch (n int)");
    Lsn there = Lsn.parse(SourceCluster.query(onStandby(), "select pg_current_wal_flush_lsn()"));
    Lsn at = switchedAt.segmentStart(SEGMENT);
    try (WalStream stream = WalStream.start(replicator(), Optional.empty(), at, 2).orThrow()) {
      assertThat(stream.identity().timeline()).isEqualTo(2);
      while (at.isBefore(there)) {
        at = stream.read(SOON) instanceof Wal wal ? wal.end() : at;
      }
    }
    // and whoever asks for the very end of the old timeline is told of the new one at once
    try (WalStream stream =
        WalStream.start(replicator(), Optional.empty(), switchedAt, 1).orThrow()) {
      assertThat(stream.read(SOON)).isEqualTo(new TimelineEnded(2, switchedAt));
    }
  }

  @Test
  void aStandbyCanBeBackedUpToo() throws Exception {
    var options = new BaseBackup.Options("of a standby", true, OptionalInt.empty());
    Path target = folder.resolve("of-standby");
    try (BaseBackup backup = BaseBackup.start(replicator(), options).orThrow()) {
      Unpacked.into(target, backup);

      assertThat(backup.ended().stopLsn()).isGreaterThanOrEqualTo(backup.started().startLsn());
    }
    assertThat(Unpacked.complaint(target)).isEmpty();
  }
}
