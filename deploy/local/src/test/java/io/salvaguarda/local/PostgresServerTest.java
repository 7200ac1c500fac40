package io.salvaguarda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path folder;

  @BeforeEach
  void letPostgresIn() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @Test
  void aKilledServerComesBackWithWhatWasCommittedAndSoDoesOneStartedOnTheSameFolder()
      throws SQLException {
    // given
    int port;
    try (PostgresServer server = PostgresServer.start(folder.resolve("pg"))) {
      port = server.port();
      server.execute("postgres", "create table t (x int)", "insert into t values (7)");

      // when
      server.kill9();
      boolean runsAfterKill = server.isRunning();
      server.restart();

      // then
      assertThat(runsAfterKill).isFalse();
      assertThat(x(server)).isEqualTo(7);
    }

    // when
    try (PostgresServer again = PostgresServer.start(folder.resolve("pg"))) {

      // then
      assertThat(again.port()).isEqualTo(port);
      assertThat(x(again)).isEqualTo(7);
    }
  }

  @Test
  void aStoppedServerRefusesConnections() {
    try (PostgresServer server = PostgresServer.start(folder.resolve("pg"))) {
      // when
      server.stop();

      // then
      assertThatThrownBy(() -> server.connect("postgres")).isInstanceOf(SQLException.class);
    }
  }

  private static int x(PostgresServer server) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select x from t")) {
      result.next();
      return result.getInt(1);
    }
  }
}
