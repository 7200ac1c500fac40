package io.salvaguarda.e2e;

import io.salvaguarda.local.KeptValues;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** A source of its own whose log is streamed, behind an address that can move to its replica. */
final class Tower implements AutoCloseable {

  static final String SOURCE = "tower";

  /** What a killed service may cost at most. */
  static final Duration FLUSH = Duration.ofSeconds(3);

  private static final String USER = "tower_backup";
  private static final String PASSWORD = "of-the-tower";

  private final Path folder;
  private final VirtualAddress address;
  private PostgresServer primary;

  private Tower(Path folder, PostgresServer primary) {
    this.folder = folder;
    this.primary = primary;
    this.address = VirtualAddress.of(primary.port());
  }

  static Tower start(Path folder) {
    PostgresServer primary = PostgresServer.start(folder.resolve("primary"));
    primary.execute(
        "postgres",
        "alter system set wal_keep_size = '4GB'",
        "alter system set max_wal_size = '4GB'",
        "select pg_reload_conf()",
        "create role " + USER + " superuser replication login password '" + PASSWORD + "'",
        "create table ledger (writer int, entry int, noise bytea, primary key (writer, entry))",
        "alter table ledger alter noise set storage plain");
    return new Tower(folder, primary);
  }

  /** Its entry below {@code sources}. */
  String entry() {
    return """
        %1$s:
          { type: postgresql, host: 127.0.0.1, port: %2$d, database: postgres, user: %3$s, password: %4$s,
            replicationUser: %3$s, replicationPassword: %4$s, wal: stream, walFlush: %5$ds,
            repository: main, plan: never, team: dba }
      """
        .formatted(SOURCE, address.port(), USER, PASSWORD, FLUSH.toSeconds());
  }

  PostgresServer primary() {
    return primary;
  }

  /** A replica that streams from the primary; who fails over to it makes it the primary. */
  PostgresServer replica() {
    Path home = folder.resolve("replica");
    KeptValues.in(home)
        .value("superuser-password", () -> primary.connection("postgres").password().reveal());
    try {
      Path data = JobFolder.existing(home.resolve("cluster"), ToolUser.forTools()).path();
      copyTo(data.resolve("data"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PostgresServer.start(home);
  }

  private void copyTo(Path data) throws IOException {
    ConnectionSpec user = replicator();
    List<String> arguments = List.of("-D", data.toString(), "-X", "stream", "-c", "fast");
    try (ToolRun run =
        ToolRun.start(
            ToolContext.of(PgTools.newest().orThrow()), "pg_basebackup", arguments, user)) {
      if (run.waitFor() != 0) {
        throw new IllegalStateException("pg_basebackup: " + run.logTail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Files.createFile(data.resolve("standby.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'%n"
            .formatted(primary.port(), USER, PASSWORD),
        StandardOpenOption.APPEND);
  }

  private ConnectionSpec replicator() {
    return primary.connection("postgres").withUser(USER, Password.of(PASSWORD));
  }

  /** The primary dies; its replica takes its place and its address. */
  void failOverTo(PostgresServer replica) {
    primary.kill9();
    replica.execute("postgres", "select pg_promote()");
    primary = replica;
    address.moveTo(replica.port());
  }

  @Override
  public void close() {
    address.close();
    primary.close();
  }
}
