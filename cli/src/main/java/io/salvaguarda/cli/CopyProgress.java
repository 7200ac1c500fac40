package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;

/** Copies bytes, with a progress line on a terminal. */
final class CopyProgress implements AutoCloseable {
  private static final Duration EACH = Duration.ofMillis(300);

  private final LiveLine line;
  private final long total;
  private final long begin = System.nanoTime();

  CopyProgress(PrintWriter err, Terminal terminal, long total) {
    this.line = new LiveLine(err, terminal);
    this.total = total;
  }

  /** The number of bytes copied. */
  long copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[256 * 1024];
    long done = 0;
    Deadline shown = new Deadline(EACH);
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      done += read;
      if (shown.isPast()) {
        line.show(ProgressLine.of(state(done)));
        shown = new Deadline(EACH);
      }
    }
    return done;
  }

  private ObjectNode state(long done) {
    ObjectNode job = Json.MAPPER.createObjectNode().put("state", "RUNNING");
    job.putObject("progress")
        .put("phase", "EXTRACT")
        .put("doneBytes", done)
        .put("totalBytes", total)
        .put("elapsedMillis", Duration.ofNanos(System.nanoTime() - begin).toMillis());
    return job;
  }

  @Override
  public void close() {
    line.clear();
  }
}
