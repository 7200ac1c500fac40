package io.salvaguarda.postgres.restore;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run of {@code pg_restore --exit-on-error} into an existing database. From a stream it is
 * serial; from a file, which must be readable for the unprivileged user, it may be parallel.
 */
public final class LogicalRestore {
  private static final int BUFFER = 256 << 10;
  private static final String LIST = "selection.list";

  private final ToolContext context;
  private final ConnectionSpec database;
  private final RestoreOptions options;
  private volatile ToolRun running;
  private volatile boolean cancelled;

  /**
   * @param bytes read from the archive
   * @param logTail pg_restore's last redacted lines
   */
  public record Summary(long bytes, List<String> logTail) {}

  public LogicalRestore(ToolContext context, ConnectionSpec database, RestoreOptions options) {
    this.context = context;
    this.database = database;
    this.options = options;
  }

  /**
   * Restores from a stream, which is read to its end; the caller closes it.
   *
   * @throws IOException what the stream threw: the restore has then failed for the stream's reason
   */
  public Outcome<Summary> from(InputStream archive) throws IOException {
    return switch (start(List.of())) {
      case Outcome.Failed<ToolRun> failed -> Outcome.failed(failed.failure());
      case Outcome.Done<ToolRun> started -> {
        try (ToolRun run = started.value()) {
          long bytes = feed(archive, run);
          yield ended(run, bytes);
        }
      }
    };
  }

  /** Restores from a file with that many connections at once. */
  public Outcome<Summary> from(Path archive, int jobs) {
    List<String> more = List.of("--jobs=" + jobs, "--", archive.toAbsolutePath().toString());
    return switch (start(more)) {
      case Outcome.Failed<ToolRun> failed -> Outcome.failed(failed.failure());
      case Outcome.Done<ToolRun> started -> {
        try (ToolRun run = started.value()) {
          yield ended(run, archive.toFile().length());
        }
      }
    };
  }

  /**
   * Kills pg_restore, also one that is yet to start; the restoring thread gets {@code CANCELLED}.
   */
  public void cancel() {
    cancelled = true;
    ToolRun run = running;
    if (run != null) {
      run.kill();
    }
  }

  private Outcome<ToolRun> start(List<String> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--exit-on-error",
                "--no-password",
                "--no-tablespaces",
                "-d",
                "service=salvaguarda"));
    if (!options.owners()) {
      arguments.addAll(List.of("--no-owner", "--no-privileges"));
    }
    options.section().ifPresent(section -> arguments.add("--section=" + section.spelled()));
    Map<String, String> files = options.list().map(list -> Map.of(LIST, list)).orElse(Map.of());
    files.keySet().forEach(name -> arguments.add("--use-list=" + name));
    arguments.addAll(more);
    Outcome<ToolRun> started =
        Outcome.of(() -> ToolRun.start(context, "pg_restore", arguments, database, files));
    return switch (started) {
      case Outcome.Done<ToolRun> done -> {
        running = done.value();
        if (cancelled) {
          running.kill();
        }
        yield done;
      }
      case Outcome.Failed<ToolRun> failed ->
          options.side() == Side.SANDBOX
              ? Outcome.failed(failed.failure().asInconclusive())
              : failed;
    };
  }

  /** A pipe that pg_restore has closed is no reason to stop reading: the rest must be sound too. */
  private static long feed(InputStream archive, ToolRun run) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    boolean open = true;
    OutputStream pipe = run.stdin();
    for (int count = archive.read(buffer); count >= 0; count = archive.read(buffer)) {
      bytes += count;
      open = open && written(pipe, buffer, count);
      if (!open && !run.running() && run.failed()) {
        return bytes;
      }
    }
    closed(pipe);
    return bytes;
  }

  private static boolean written(OutputStream pipe, byte[] buffer, int count) {
    try {
      pipe.write(buffer, 0, count);
      pipe.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void closed(OutputStream pipe) {
    try {
      pipe.close();
    } catch (IOException e) {
      // pg_restore has ended already; its exit status says how
    }
  }

  private Outcome<Summary> ended(ToolRun run, long bytes) {
    try {
      run.stdout().transferTo(OutputStream.nullOutputStream());
      int exit = run.waitFor();
      if (cancelled) {
        return Outcome.failed(cancelled());
      }
      return exit == 0
          ? Outcome.done(new Summary(bytes, run.logTail()))
          : Outcome.failed(RestoreFailures.classify(exit, run.logTail(), database, options));
    } catch (IOException e) {
      return Outcome.failed(cancelled());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(cancelled());
    }
  }

  private static PostgresFailure cancelled() {
    return PostgresFailure.terminal(
        PostgresError.CANCELLED,
        "the restore was cancelled",
        "The database is not complete: drop it.");
  }
}
