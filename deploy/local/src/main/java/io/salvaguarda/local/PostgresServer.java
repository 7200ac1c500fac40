package io.salvaguarda.local;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A real PostgreSQL cluster, of the machine's newest installed version unless another is asked for,
 * on a port of 127.0.0.1. Stopped or killed, it starts again on the same data and port; a folder
 * used before is used again.
 */
public final class PostgresServer implements AutoCloseable {
  private final LocalCluster cluster;
  private Duration readyAfter = Duration.ZERO;

  private PostgresServer(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts the folder's cluster, made when it is not there yet. The folder's parents must be open
   * (0711) to the user that PostgreSQL runs as.
   */
  public static PostgresServer start(Path folder) {
    return start(folder, PgTools.newest().orThrow());
  }

  /** The same with the programs of that version. */
  public static PostgresServer start(Path folder, PgTools tools) {
    long begin = System.nanoTime();
    KeptValues kept = KeptValues.in(folder);
    Path log = folder.resolve("postgres.log");
    ToolContext context = ToolContext.of(tools).withLog(line -> append(log, line));
    LocalCluster.Settings settings =
        LocalCluster.Settings.forTests(
            kept.port("port"), Password.of(kept.secret("superuser-password")));
    PostgresServer server =
        new PostgresServer(LocalCluster.in(folder.resolve("cluster"), context, settings).orThrow());
    server.restart();
    server.readyAfter = Duration.ofNanos(System.nanoTime() - begin);
    return server;
  }

  public int port() {
    return cluster.port();
  }

  /** Its data directory, for tests that damage it. */
  public Path data() {
    return cluster.data();
  }

  /** How long the first start took, with the making of the cluster when it was not there. */
  public Duration readyAfter() {
    return readyAfter;
  }

  /** The superuser's way to a database; {@code postgres} always exists. */
  public ConnectionSpec connection(String database) {
    return cluster.connection(database);
  }

  /** A new JDBC connection of the superuser's, owned by the caller. */
  public Connection connect(String database) throws SQLException {
    return PostgresConnections.open(connection(database));
  }

  /** Runs statements as superuser, each committed by itself. */
  public void execute(String database, String... statements) {
    execute(connection(database), statements);
  }

  /** Runs statements as somebody, each committed by itself. */
  public static void execute(ConnectionSpec who, String... statements) {
    try (Connection connection = PostgresConnections.open(who);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(who.describe() + ": " + e.getMessage(), e);
    }
  }

  /** Disconnects everybody and stops cleanly. */
  public void stop() {
    cluster.stop();
  }

  /** SIGKILL, as by a power cut. */
  public void kill9() {
    cluster.kill();
  }

  /** Starts it again; nothing happens when it runs. */
  public void restart() {
    cluster.start().orThrow();
  }

  public boolean isRunning() {
    return cluster.running();
  }

  @Override
  public void close() {
    cluster.close();
  }

  private static void append(Path log, String line) {
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
