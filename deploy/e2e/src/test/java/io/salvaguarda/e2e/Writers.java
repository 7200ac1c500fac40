package io.salvaguarda.e2e;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Commit to {@link Tower}'s ledger as fast as it goes, one row a transaction, each by itself. */
final class Writers implements AutoCloseable {

  private static final int ROW_BYTES = 6_000;

  private final List<Writer> writers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  private final class Writer {
    private final int number;
    private final int first;

    /** When each row's commit was acknowledged, by {@link System#nanoTime}. */
    private final List<Long> acknowledged = new ArrayList<>();

    Writer(int number, int first) {
      this.number = number;
      this.first = first;
    }

    void write(PostgresServer server) {
      byte[] noise = new byte[ROW_BYTES];
      Random random = new Random(number);
      try (Connection connection = server.connect("postgres");
          PreparedStatement insert =
              connection.prepareStatement("insert into ledger values (?, ?, ?)")) {
        while (!stopped) {
          random.nextBytes(noise);
          insert.setInt(1, number);
          insert.setInt(2, first + acknowledged.size());
          insert.setBytes(3, noise);
          insert.execute();
          synchronized (acknowledged) {
            acknowledged.add(System.nanoTime());
          }
        }
      } catch (SQLException serverGone) {
        // what was acknowledged counts
      }
    }
  }

  /** Each goes on behind its last row. */
  static Writers start(PostgresServer server, int count) {
    Writers writers = new Writers();
    for (int i = 1; i <= count; i++) {
      int first = (int) Sql.number(server, "postgres", NEXT.formatted(i));
      Writer writer = writers.new Writer(i, first);
      writers.writers.add(writer);
      writers.threads.add(Thread.ofPlatform().start(() -> writer.write(server)));
    }
    return writers;
  }

  private static final String NEXT =
      "select coalesce(max(entry), 0) + 1 from ledger where writer = %d";

  /** How many rows were acknowledged. */
  long rows() {
    long rows = 0;
    for (Writer writer : writers) {
      synchronized (writer.acknowledged) {
        rows += writer.acknowledged.size();
      }
    }
    return rows;
  }

  /**
   * How long before the instant the oldest commit was acknowledged that the copy lacks; empty when
   * it lacks none from before then.
   */
  Optional<Duration> oldestLoss(ConnectionSpec copy, long instant) throws SQLException {
    List<Duration> losses = new ArrayList<>();
    try (Connection connection = PostgresConnections.open(copy);
        Statement statement = connection.createStatement()) {
      for (Writer writer : writers) {
        try (ResultSet last = statement.executeQuery(LAST_UNBROKEN.formatted(writer.number))) {
          last.next();
          int lost = last.getInt(1) + 1 - writer.first;
          if (lost < writer.acknowledged.size()) {
            losses.add(Duration.ofNanos(instant - writer.acknowledged.get(lost)));
          }
        }
      }
    }
    return losses.stream().filter(Duration::isPositive).max(Duration::compareTo);
  }

  /** -1 when an entry is missing in between: then everything counts as lost. */
  private static final String LAST_UNBROKEN =
      "select case when count(*) = coalesce(max(entry), 0) then count(*) else -1 end"
          + " from ledger where writer = %d";

  @Override
  public void close() {
    stop();
  }

  void stop() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
