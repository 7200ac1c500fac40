package io.salvaguarda.postgres.dump;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A running {@code pg_dump -Fc} without compression, seen through a session's snapshot. Its stream
 * ends only when pg_dump exited 0 after writing an archive; else it throws {@link
 * DumpFailedException}. Closing kills a dump that still runs.
 */
public final class LogicalDump implements AutoCloseable {
  private final ToolRun run;
  private final DumpStream stream;

  private LogicalDump(ToolRun run, ConnectionSpec spec) {
    this.run = run;
    this.stream = new DumpStream(run, spec);
  }

  /** Starts pg_dump; what is wrong with the source or the dump shows when the stream is read. */
  public static Outcome<LogicalDump> start(ToolContext context, SnapshotSession session) {
    return start(context, session, List.of());
  }

  /**
   * @param part arguments that choose a part of the database
   */
  static Outcome<LogicalDump> start(
      ToolContext context, SnapshotSession session, List<String> part) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--format=custom",
                "--compress=0",
                "--no-password",
                "--lock-wait-timeout=10min",
                "--snapshot=" + session.snapshotId()));
    arguments.addAll(part);
    return Outcome.of(
        () ->
            new LogicalDump(
                ToolRun.start(context, "pg_dump", arguments, session.spec()), session.spec()));
  }

  /** The archive's bytes; to be read by one thread. */
  public InputStream stream() {
    return stream;
  }

  /** pg_dump's last redacted lines, warnings of a good dump too. */
  public List<String> logTail() {
    return run.logTail();
  }

  /** Kills pg_dump; the stream's reader gets a failure of the kind {@code CANCELLED}. */
  public void cancel() {
    stream.cancel();
  }

  /** Why the stream threw; null while it has not. */
  public PostgresFailure failure() {
    return stream.failure();
  }

  @Override
  public void close() {
    run.close();
  }
}
