package io.salvaguarda.postgres.restore;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A {@code pg_restore --list} that is given an archive's bytes piece by piece. The table of
 * contents is at the archive's beginning: what comes after it is not wanted. For one thread.
 */
public final class TocReading implements AutoCloseable {
  private final ToolRun run;
  private final FutureTask<ArchiveToc> lines;
  private boolean open = true;

  private TocReading(ToolRun run) {
    this.run = run;
    this.lines = new FutureTask<>(() -> parsed(run));
    Thread.ofPlatform().daemon().name("archive-list").start(lines);
  }

  public static Outcome<TocReading> start(ToolContext context) {
    List<String> arguments = List.of("--list", "--verbose");
    return Outcome.of(
        () -> new TocReading(ToolRun.startUnconnected(context, "pg_restore", arguments)));
  }

  /** Returns whether more is wanted: pg_restore closes the pipe when it has read what it needs. */
  public boolean feed(byte[] bytes, int offset, int length) {
    if (open && !written(bytes, offset, length)) {
      closePipe();
    }
    return open;
  }

  /** To be called once, after the archive's end or when no more was wanted. */
  public Outcome<ArchiveToc> end() throws IOException {
    closePipe();
    try {
      ArchiveToc toc = lines.get();
      int exit = run.waitFor();
      return exit == 0 ? Outcome.done(toc) : Outcome.failed(unreadable(exit, run.logTail()));
    } catch (ExecutionException e) {
      throw new IOException("pg_restore's list broke off", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading an archive's list");
    }
  }

  private static ArchiveToc parsed(ToolRun run) throws IOException {
    try (var reader =
        new BufferedReader(new InputStreamReader(run.stdout(), StandardCharsets.UTF_8))) {
      return ArchiveToc.parsed(reader);
    }
  }

  private boolean written(byte[] bytes, int offset, int length) {
    OutputStream pipe = run.stdin();
    try {
      pipe.write(bytes, offset, length);
      pipe.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void closePipe() {
    open = false;
    try {
      run.stdin().close();
    } catch (IOException e) {
      // it was closed from the other side
    }
  }

  private static PostgresFailure unreadable(int exit, List<String> tail) {
    PostgresFailure failure =
        exit >= 128
            ? PostgresFailure.inconclusive(
                PostgresError.SANDBOX_FAILED, "pg_restore was killed", "It is tried again.")
            : PostgresFailure.terminal(
                PostgresError.RESTORE_FAILED,
                "the archive's table of contents cannot be read",
                "Do not use this backup; take a new one.");
    return failure.withLogTail(tail);
  }

  @Override
  public void close() {
    run.close();
  }
}
