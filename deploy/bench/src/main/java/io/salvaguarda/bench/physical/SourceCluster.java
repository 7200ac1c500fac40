package io.salvaguarda.bench.physical;

import io.salvaguarda.bench.Machine;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cluster that all tools back up. Beside the stack's own tables it holds one of many small
 * rows, as benchmarks of PostgreSQL do.
 */
final class SourceCluster {

  /** Archives nothing, and says that it did. */
  static final String NO_ARCHIVE = "/bin/true";

  private static final String ADMIN = "postgres";
  private static final int ROWS_PER_MEBIBYTE = 6_600;
  private static final int SCATTERED = 10_000;
  private static final long POLL_MILLIS = 20;

  private final PostgresServer server;
  private final int rows;

  SourceCluster(LocalStack stack, int mebibytes) {
    this.server = stack.sourceServer();
    this.rows = mebibytes * ROWS_PER_MEBIBYTE;
  }

  PostgresServer server() {
    return server;
  }

  Path data() {
    return server.data();
  }

  /** Restarts the server: archiving cannot be turned on while it runs. */
  void prepare() {
    server.execute(
        ADMIN,
        "create table accounts as select n as aid, n % 100 as bid, 0 as balance,"
            + " rpad('', 84) as filler from generate_series(1, "
            + rows
            + ") n",
        "alter table accounts add primary key (aid)",
        "vacuum analyze accounts",
        "alter system set archive_mode = on",
        "alter system set archive_command = '" + NO_ARCHIVE + "'",
        // all log that is archived in turn stays, and no checkpoint falls into what is measured
        "alter system set max_wal_size = '20GB'",
        "alter system set wal_keep_size = '12GB'",
        "alter system set checkpoint_timeout = '1h'",
        "alter system set autovacuum = off");
    server.stop();
    server.restart();
    server.execute(ADMIN, "checkpoint");
  }

  /** One per cent of the rows of each table, which lie together, as what is in use mostly does. */
  void changeOnePerCent(int round) throws IOException, InterruptedException {
    int first = rows / 100 * (round % 50);
    server.execute(
        ADMIN,
        "update accounts set balance = balance + 1 where aid between %d and %d"
            .formatted(first + 1, first + rows / 100));
    server.execute(
        "testdb",
        newest("orders", "total = total + 1", "id"),
        newest("events", "user_id = user_id % 5 + 1", "at"),
        newest("documents", "title = title || '.'", "id"));
    settle();
  }

  private static String newest(String table, String change, String order) {
    return "update %1$s set %2$s where ctid in (select ctid from %1$s order by %3$s desc limit (select count(*) / 100 from %1$s))"
        .formatted(table, change, order);
  }

  /** Single rows anywhere: the worst for everything that stores differences. */
  void changeScattered() throws IOException, InterruptedException {
    server.execute(
        ADMIN,
        "update accounts set balance = balance + 1 where aid in (select 1 + (random() * %d)::int from generate_series(1, %d))"
            .formatted(rows - 1, SCATTERED));
    settle();
  }

  private void settle() throws IOException, InterruptedException {
    server.execute(ADMIN, "checkpoint");
    awaitArchived();
  }

  /**
   * @param command PostgreSQL's {@code archive_command}
   */
  void archiveBy(String command) {
    server.execute(
        ADMIN,
        "alter system set archive_command = '" + command.replace("'", "''") + "'",
        "select pg_reload_conf()");
  }

  /** Makes log that waits to be archived; about a tenth of it is bytes that do not compress. */
  void writeLog(int segments) throws IOException, InterruptedException {
    awaitArchived();
    archiveBy("/bin/false");
    server.execute(ADMIN, "checkpoint");
    for (int part = 0; waiting().size() < segments; part++) {
      server.execute(
          ADMIN,
          "update accounts set balance = balance + 1 where aid %% 20 = %d and aid > %d"
              .formatted(part % 20, rows / 2));
      server.execute(
          "testdb",
          """
          insert into documents (id, title, body, scan)
          select (select max(id) from documents) + n, 'Contract', repeat('The parties agree. ', 20),
            (select decode(string_agg(md5(random()::text || n || i), ''), 'hex')
             from generate_series(1, 1024) i)
          from generate_series(1, 400) n
          """);
    }
    server.execute(ADMIN, "select pg_switch_wal()");
  }

  /** Waits until nothing waits to be archived. */
  void awaitArchived() throws IOException, InterruptedException {
    long until = System.nanoTime() + 600_000_000_000L;
    while (!waiting().isEmpty()) {
      if (System.nanoTime() > until) {
        throw new IOException("still to be archived after ten minutes: " + waiting());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** What waits to be archived. */
  Set<String> waiting() throws IOException {
    return withStatus(".ready", name -> true);
  }

  /** Makes the server archive again what it has archived before. */
  void forgetArchived(Set<String> names) throws IOException {
    for (String name : withStatus(".done", names::contains)) {
      Files.move(
          status().resolve(name + ".done"),
          status().resolve(name + ".ready"),
          StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Set<String> withStatus(String suffix, Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.list(status())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .filter(wanted)
          .collect(Collectors.toSet());
    }
  }

  private Path status() {
    return server.data().resolve("pg_wal/archive_status");
  }

  /** What the cluster holds, in bytes: its data, without the log. */
  long bytes() throws IOException {
    long bytes = 0;
    for (String part : List.of("base", "global", "pg_xact")) {
      bytes += Machine.bytesBelow(server.data().resolve(part));
    }
    return bytes;
  }
}
