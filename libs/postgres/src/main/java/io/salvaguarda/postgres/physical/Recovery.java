package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Replays WAL in a data directory by a server of ours that nobody can log in to, up to the target;
 * promotes it to a timeline of its own and stops it cleanly. The backup's own configuration is not
 * used; it lies in the directory untouched. One use only.
 */
public final class Recovery {
  private static final Duration STOP_LIMIT = Duration.ofMinutes(10);
  private static final String SIGNAL = "recovery.signal";
  private static final String STANDBY = "standby.signal";

  private final ToolContext context;
  private final DataDirectory data;
  private final RecoverySettings settings;
  private final ServerRules rules;
  private final RecoveryLog log;
  private OwnServer server;
  private boolean cancelled;

  private Recovery(
      ToolContext context, DataDirectory data, RecoverySettings settings, ServerRules rules) {
    this.log = new RecoveryLog(context.log());
    this.context = context.withLog(log);
    this.data = data;
    this.settings = settings;
    this.rules = rules;
  }

  /**
   * @param context tools of the backup's major version; its log receives the server's lines, among
   *     them {@code restored log file "…" from archive}
   */
  public static Recovery of(
      ToolContext context, DataDirectory data, RecoverySettings settings, ServerRules rules) {
    return new Recovery(context, data, settings, rules);
  }

  /** What a recovery came to. */
  public sealed interface Result {

    /**
     * The directory is a stopped cluster in its own right.
     *
     * @param end where replay ended: the new timeline begins there
     * @param lastCommit of the last transaction that was replayed; empty when there was none
     * @param timeline the new one
     * @param notes what of the backup's configuration was not used, for people
     */
    record Reached(Lsn end, Optional<Instant> lastCommit, int timeline, List<String> notes)
        implements Result {
      public Reached {
        notes = List.copyOf(notes);
      }
    }

    /** All WAL that could be had was replayed, and the target was not in it. */
    record TargetNotReached(Optional<Instant> lastCommit, PostgresFailure failure)
        implements Result {}

    /** BACKUP_DAMAGED (terminal) when the server said so; everything else is inconclusive. */
    record Failed(PostgresFailure failure) implements Result {}
  }

  /** Blocks until the recovery's end; no server runs afterwards. */
  public Result run() {
    return switch (Outcome.of(this::replay)) {
      case Outcome.Done<Result> done -> done.value();
      case Outcome.Failed<Result> failed -> judged(failed.failure());
    };
  }

  private Result replay() {
    List<String> notes = ForeignSettings.notes(data);
    ControlData control = ControlData.read(context, data).orThrow();
    try (OwnServer own = start(control)) {
      own.awaitReady(rules.limit());
      own.stop(STOP_LIMIT);
      int timeline = log.timeline().orElseThrow(() -> new PostgresException(notPromoted()));
      return new Result.Reached(beginningOf(timeline), log.lastCommit(), timeline, notes);
    }
  }

  private synchronized OwnServer start(ControlData control) {
    if (cancelled) {
      throw new PostgresException(stopped());
    }
    server = OwnServer.prepare(context, data, rules.isolation());
    try {
      server.signal(SIGNAL);
      server.withoutSignal(STANDBY);
      ServerSettings recovering =
          new ServerSettings(rules, control, context.tools().major(), server.sockets())
              .recovering(settings);
      server.launch(recovering, List.of());
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The last line of a timeline's history tells where it left the one before. */
  private Lsn beginningOf(int timeline) {
    Path history = data.path().resolve("pg_wal/%08X.history".formatted(timeline));
    try {
      return Files.readAllLines(history).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(fields -> fields.length > 1 && fields[0].matches("\\d+"))
          .reduce((first, second) -> second)
          .map(fields -> Lsn.parse(fields[1]))
          .orElseThrow(() -> new PostgresException(notPromoted()));
    } catch (IOException e) {
      throw new PostgresException(notPromoted(), e);
    }
  }

  private Result judged(PostgresFailure failure) {
    if (isCancelled()) {
      return new Result.Failed(stopped());
    }
    if (log.targetNotReached()) {
      return new Result.TargetNotReached(
          log.lastCommit(),
          PostgresFailure.terminal(
                  PostgresError.RESTORE_FAILED,
                  "the target is not in the WAL that can be had; it ends "
                      + log.lastCommit()
                          .map(at -> "with the commit of " + at)
                          .orElse("before any commit"),
                  "Choose an earlier target, or see whether WAL is missing.")
              .withLogTail(failure.logTail()));
    }
    return new Result.Failed(
        log.damage()
            .map(
                said ->
                    PostgresFailure.terminal(
                            PostgresError.BACKUP_DAMAGED,
                            "the backup cannot be recovered: " + said,
                            "Do not use this backup: take a new one.")
                        .withLogTail(failure.logTail()))
            .orElse(failure));
  }

  private static PostgresFailure notPromoted() {
    return PostgresFailure.inconclusive(
        PostgresError.SANDBOX_FAILED,
        "the recovered server did not begin a timeline of its own",
        "See the last lines of its log.");
  }

  private static PostgresFailure stopped() {
    return PostgresFailure.inconclusive(
        PostgresError.CANCELLED, "the recovery was stopped", "Ask for it again.");
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** From another thread: {@link #run()} ends soon, with a failure. */
  public synchronized void cancel() {
    cancelled = true;
    if (server != null) {
      server.close();
    }
  }
}
