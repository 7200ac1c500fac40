package io.salvaguarda.postgres.tools;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts every process from one thread that never ends. Linux ties a child's parent-death signal to
 * the thread that started it: a child started from a pool's or a virtual thread would be killed
 * when that thread ends, in mid-work.
 */
final class ProcessStarter {
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("salvaguarda-process-starter").unstarted(task));

  private ProcessStarter() {}

  static Process start(ProcessBuilder builder) throws IOException {
    try {
      return STARTER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before the program was started", e);
    }
  }
}
