package io.salvaguarda.postgres.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalClusterTest {
  private final Path parent;

  LocalClusterTest() throws Exception {
    parent = Files.createTempDirectory("cluster-test-");
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @AfterEach
  void wipe() throws Exception {
    JobFolder.wipe(parent);
  }

  @Test
  void aServerThatIsKilledAtWorkStartsAgainAtOnce() throws Exception {
    try (var cluster = started()) {
      var worker = new Thread(() -> sortUntilKilled(cluster));
      worker.start();
      awaitPeak(cluster);

      cluster.kill();

      assertThat(cluster.start().orThrow().running()).isTrue();
      worker.join();
    }
  }

  /** Holds a lot of memory, which takes its time to be given back. */
  private static void sortUntilKilled(LocalCluster cluster) {
    assertThatThrownBy(
            () ->
                execute(
                    cluster,
                    "set work_mem = '1GB'; with a as materialized"
                        + " (select g from generate_series(1, 4000000) g order by random())"
                        + " select pg_sleep(3600) from a limit 1"))
        .isInstanceOf(SQLException.class);
  }

  private static void awaitPeak(LocalCluster cluster) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              try (var connection = PostgresConnections.open(cluster.connection("postgres"));
                  var statement = connection.createStatement();
                  var row =
                      statement.executeQuery(
                          "select count(*) from pg_stat_activity where wait_event = 'PgSleep'")) {
                row.next();
                return row.getLong(1) == 1;
              }
            });
  }

  @Test
  void dataOutlivesAStopAnImmediateStopAndAKill() throws Exception {
    // given
    try (var cluster = started()) {
      execute(cluster, "create table kept (stop text)");

      // when
      execute(cluster, "insert into kept values ('fast')");
      cluster.stop();
      cluster.start().orThrow();
      execute(cluster, "insert into kept values ('immediate')");
      cluster.stopImmediately();
      cluster.start().orThrow();
      execute(cluster, "insert into kept values ('killed')");
      cluster.kill();
      assertThat(cluster.running()).isFalse();
      cluster.start().orThrow();

      // then
      try (var connection = PostgresConnections.open(cluster.connection("postgres"));
          var statement = connection.createStatement();
          var rows = statement.executeQuery("select count(*) from kept")) {
        rows.next();
        assertThat(rows.getLong(1)).isEqualTo(3);
      }
    }
  }

  private LocalCluster started() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var settings = LocalCluster.Settings.forTests(port, Password.of("s3cret:\\ "));
    ToolContext context = ToolContext.of(PgTools.newest().orThrow());
    return LocalCluster.in(parent.resolve("pg"), context, settings).orThrow().start().orThrow();
  }

  private static void execute(LocalCluster cluster, String sql) throws Exception {
    try (var connection = PostgresConnections.open(cluster.connection("postgres"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
