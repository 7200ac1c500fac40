package io.salvaguarda.postgres.dump;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** pg_dump's output, whose end is believed only when pg_dump says that it was the end. */
final class DumpStream extends InputStream {
  private static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);

  /** An archive's header and its table of contents' fixed entries are longer than this. */
  private static final long SHORTEST_ARCHIVE = 400;

  private final ToolRun run;
  private final ConnectionSpec spec;
  private final byte[] head = new byte[MAGIC.length];
  private long bytes;
  private boolean ended;
  private volatile boolean cancelled;
  private volatile PostgresFailure failure;

  DumpStream(ToolRun run, ConnectionSpec spec) {
    this.run = run;
    this.spec = spec;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (failure != null) {
      throw new DumpFailedException(failure);
    }
    if (ended) {
      return -1;
    }
    int count = readFromTool(buffer, offset, length);
    if (count < 0) {
      end();
      return -1;
    }
    for (int i = 0; i < count && bytes + i < head.length; i++) {
      head[(int) bytes + i] = buffer[offset + i];
    }
    bytes += count;
    return count;
  }

  /** A killed program's pipe may break instead of ending: both are the end. */
  private int readFromTool(byte[] buffer, int offset, int length) {
    try {
      return run.stdout().read(buffer, offset, length);
    } catch (IOException e) {
      return -1;
    }
  }

  private void end() throws IOException {
    int exit;
    try {
      exit = run.waitFor();
    } catch (InterruptedException e) {
      run.kill();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while pg_dump was ending");
    }
    if (cancelled) {
      failure =
          PostgresFailure.terminal(PostgresError.CANCELLED, "the dump was cancelled", "None.");
    } else if (exit != 0) {
      failure = DumpFailures.classify("pg_dump", exit, run.logTail(), spec);
    } else if (bytes < SHORTEST_ARCHIVE || !Arrays.equals(head, MAGIC)) {
      failure = empty();
    }
    if (failure != null) {
      throw new DumpFailedException(failure);
    }
    ended = true;
  }

  private PostgresFailure empty() {
    return PostgresFailure.retryable(
            PostgresError.EMPTY_DUMP,
            "pg_dump ended well but wrote %d bytes that are no archive".formatted(bytes),
            "Check that pg_dump is PostgreSQL's own program.")
        .withLogTail(run.logTail());
  }

  void cancel() {
    cancelled = true;
    run.kill();
  }

  PostgresFailure failure() {
    return failure;
  }
}
