package io.salvaguarda.postgres.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Drains what a program says on stderr, redacts it, passes it on and keeps the last lines. On a
 * platform thread: reading a pipe holds a virtual thread's carrier, and a few silent programs would
 * hold all of them.
 */
final class ToolLog {
  private static final int KEPT_LINES = 40;
  private static final int LINE_LIMIT = 2_000;

  private final Deque<String> tail = new ArrayDeque<>();
  private final LineRedaction redaction = new LineRedaction();
  private final Consumer<String> sink;
  private final Thread drain;

  ToolLog(String name, InputStream stderr, Consumer<String> sink) {
    this.sink = sink;
    this.drain = Thread.ofPlatform().daemon().name("stderr-of-" + name).start(() -> drain(stderr));
  }

  private void drain(InputStream stderr) {
    try (var reader = new BufferedReader(new InputStreamReader(stderr, StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c == '\n') {
          take(line);
        } else if (line.length() < LINE_LIMIT) {
          line.append((char) c);
        }
      }
      take(line);
    } catch (IOException e) {
      // the program was killed: what it said until then is kept
    }
  }

  private void take(StringBuilder line) {
    if (!line.isEmpty()) {
      redaction.line(line.toString()).ifPresent(this::keep);
      line.setLength(0);
    }
  }

  private synchronized void keep(String line) {
    if (tail.size() == KEPT_LINES) {
      tail.removeFirst();
    }
    tail.addLast(line);
    sink.accept(line);
  }

  /** The last redacted lines, oldest first. */
  synchronized List<String> tail() {
    return List.copyOf(tail);
  }

  /** Waits until the program has nothing more to say. */
  void awaitEnd() throws InterruptedException {
    drain.join();
  }
}
