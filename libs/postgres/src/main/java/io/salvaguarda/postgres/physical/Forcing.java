package io.salvaguarda.postgres.physical;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Forces files to the disk while others are still being written: the disk and we take turns else.
 */
final class Forcing implements AutoCloseable {
  private static final int THREADS = 2;

  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("force-file-", 0).factory());
  private final Queue<Future<?>> underWay = new ArrayDeque<>();

  /** Of one that is closed. */
  void begin(Path file) {
    underWay.add(
        workers.submit(
            () -> {
              now(file);
              return null;
            }));
  }

  /** Returns when all that was begun is on the disk. */
  void await() throws IOException {
    try {
      while (!underWay.isEmpty()) {
        underWay.poll().get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were forced to the disk", e);
    }
  }

  static void now(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
