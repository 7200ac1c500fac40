package io.salvaguarda.repository;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads of the pipelines. Platform threads: compression and file access would pin virtual ones.
 */
final class Workers {

  private Workers() {}

  static ExecutorService fixed(String name, int threads) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
  }

  /** The task's result; throws what the task threw. */
  static <T> T await(Future<T> task) throws IOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for chunks");
    } catch (ExecutionException e) {
      throw unwrap(e.getCause());
    }
  }

  /** To be thrown; throws it itself when it is unchecked. */
  static IOException unwrap(Throwable failure) {
    return switch (failure) {
      case IOException cause -> cause;
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      default -> new IOException(failure);
    };
  }

  interface Interruptible {
    void run() throws InterruptedException;
  }

  /** Runs it to its end; a step that is interrupted must be one that can be begun again. */
  static void uninterruptibly(Interruptible body) {
    boolean interrupted = Thread.interrupted();
    try {
      body.run();
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
