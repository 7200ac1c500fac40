package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.ToolContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a data directory's control file says, as pg_controldata tells it. */
final class ControlData {
  private final Map<String, String> lines;

  private ControlData(Map<String, String> lines) {
    this.lines = lines;
  }

  /** BACKUP_DAMAGED when there is no control file that the program understands. */
  static Outcome<ControlData> read(ToolContext context, DataDirectory data) {
    return Outcome.of(
        () -> {
          DirectoryTool.Ended ended =
              DirectoryTool.run(context, data, "pg_controldata", List.of("-D", data.spelled()));
          if (ended.exit() != 0) {
            throw new PostgresException(damaged(ended.lines()));
          }
          Map<String, String> lines = new HashMap<>();
          ended
              .stdout()
              .lines()
              .map(line -> line.split(":\\s*", 2))
              .filter(parts -> parts.length == 2)
              .forEach(parts -> lines.put(parts[0].strip(), parts[1].strip()));
          return new ControlData(lines);
        });
  }

  int maxConnections() {
    return number("max_connections setting");
  }

  int maxPreparedTransactions() {
    return number("max_prepared_xacts setting");
  }

  int maxLocksPerTransaction() {
    return number("max_locks_per_xact setting");
  }

  int maxWorkerProcesses() {
    return number("max_worker_processes setting");
  }

  int maxWalSenders() {
    return number("max_wal_senders setting");
  }

  int walSegmentBytes() {
    return number("Bytes per WAL segment");
  }

  /** Of a cluster that was stopped cleanly: where its WAL ends, but for that checkpoint itself. */
  Lsn lastCheckpoint() {
    try {
      return Lsn.parse(lines.getOrDefault("Latest checkpoint location", ""));
    } catch (IllegalArgumentException e) {
      throw new PostgresException(damaged(List.of("it tells no checkpoint")), e);
    }
  }

  boolean pageChecksums() {
    return number("Data page checksum version") != 0;
  }

  private int number(String line) {
    try {
      return Integer.parseInt(lines.getOrDefault(line, ""));
    } catch (NumberFormatException e) {
      throw new PostgresException(damaged(List.of("it tells no " + line)), e);
    }
  }

  private static PostgresFailure damaged(List<String> said) {
    return PostgresFailure.terminal(
            PostgresError.BACKUP_DAMAGED,
            "the control file global/pg_control cannot be read",
            "Do not use this backup: take a new one.")
        .withLogTail(said);
  }
}
