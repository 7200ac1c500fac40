package io.salvaguarda.backup.wal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.kit.testing.TestFolder;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalContinuity.Gap;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WalFollowerTest {

  private static final int SEGMENT = 16 << 20;
  private static final String PASSWORD = "of-the-replicator";

  private final AtomicBoolean following = new AtomicBoolean();
  private Path folder;
  private WalArchive archive;
  private PostgresServer server;
  private String systemId;
  private Thread follower;

  @BeforeEach
  void start() throws Exception {
    folder = TestFolder.make();
    archive = StreamUntilKilled.archive(folder.resolve("repository"));
    server = PostgresServer.start(folder.resolve("server"));
    server.execute(
        "postgres",
        "create role replicator login replication password '" + PASSWORD + "'",
        "create table t (i bigint, noise text)");
    systemId = WalSql.text(server, "select system_identifier from pg_control_system()");
  }

  @AfterEach
  void stop() throws Exception {
    unfollow();
    archive.close();
    server.close();
    TestFolder.remove(folder);
  }

  @Test
  void acrossAPromotionTheLogIsUnbrokenAndItsHistoryIsThere() throws Exception {
    follow();
    awaitArchived(write());
    long start = continuity().timelines().getFirst().spans().getFirst().from();
    unfollow();
    write(); // what the stream has not seen of the first timeline
    server.stop();
    Files.createFile(folder.resolve("server/cluster/data/standby.signal"));
    server.restart();
    server.execute("postgres", "select pg_promote()");
    Lsn end = write();

    follow();
    awaitArchived(end);

    assertThat(archive.find(new WalFile(systemId, "00000002.history"))).isPresent();
    assertThat(continuity().gaps(1)).isEmpty();
    assertThat(continuity().gaps(2)).isEmpty();
    assertThat(continuity().reach(1, start))
        .hasValueSatisfying(
            reach -> {
              assertThat(reach.timeline()).isEqualTo(2);
              assertThat(new Lsn(reach.to())).isGreaterThanOrEqualTo(end);
            });
  }

  @Test
  void whatTheServerNoLongerHasLeavesAGapAndTheLogGoesOn() throws Exception {
    follow();
    awaitArchived(write());
    unfollow();
    server.execute("postgres", "select pg_drop_replication_slot('" + StreamUntilKilled.SLOT + "')");
    for (int i = 0; i < 3; i++) {
      write();
      server.execute("postgres", "select pg_switch_wal()", "checkpoint");
    }
    Lsn end = write();

    follow();
    awaitArchived(end);

    List<Gap> gaps = continuity().gaps(1);
    assertThat(gaps).hasSize(1);
  }

  @Test
  void anotherClusterIsNotFollowed() throws Exception {
    archive.putPartial(
        new WalFile("1", "000000010000000000000001"), ByteBuffer.allocate(1), SEGMENT);

    assertThatThrownBy(() -> once(() -> true))
        .isInstanceOf(OtherCluster.class)
        .hasMessageContaining(systemId);
    assertThat(WalSql.text(server, "select count(*) from pg_replication_slots")).isEqualTo("0");
  }

  private void follow() {
    following.set(true);
    follower =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (following.get()) {
                    try {
                      once(following::get);
                    } catch (IOException | RuntimeException e) {
                      System.err.println("followed again after " + e);
                    }
                  }
                });
  }

  private void once(java.util.function.BooleanSupplier mayGoOn) throws IOException {
    StreamUntilKilled.follower(server.port(), PASSWORD, archive, folder).follow(mayGoOn);
  }

  private void unfollow() throws InterruptedException {
    following.set(false);
    if (follower != null) {
      follower.join();
    }
  }

  private Lsn write() throws Exception {
    server.execute(
        "postgres", "insert into t select i, md5(i::text) from generate_series(1, 2000) i");
    return Lsn.parse(WalSql.text(server, "select pg_current_wal_flush_lsn()"));
  }

  private void awaitArchived(Lsn position) {
    await().atMost(60, SECONDS).until(() -> !archivedTo().isBefore(position));
  }

  private Lsn archivedTo() throws IOException {
    return continuity().timelines().stream()
        .filter(timeline -> !timeline.spans().isEmpty())
        .map(timeline -> new Lsn(timeline.spans().getLast().to()))
        .reduce((one, other) -> other)
        .orElse(Lsn.ZERO);
  }

  private WalContinuity continuity() throws IOException {
    return archive.continuity(systemId, SEGMENT);
  }
}
