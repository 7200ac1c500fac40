package io.salvaguarda.postgres.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
  void dataOutlivesAStopAnImmediateStopAndAKill() throws Exception {
    // given
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var settings = LocalCluster.Settings.forTests(port, Password.of("s3cret:\\ "));
    ToolContext context = ToolContext.of(PgTools.newest().orThrow());
    try (var cluster =
        LocalCluster.in(parent.resolve("pg"), context, settings).orThrow().start().orThrow()) {
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

  private static void execute(LocalCluster cluster, String sql) throws Exception {
    try (var connection = PostgresConnections.open(cluster.connection("postgres"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
