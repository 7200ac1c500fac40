package io.salvaguarda.local.stack;

import io.salvaguarda.local.StartFailed;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts several things at once: most of a server's start is waiting. */
final class InParallel {
  private InParallel() {}

  /** Runs all to their end, then returns their results or throws the first failure. */
  static <T> List<T> all(List<Callable<T>> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(work).stream().map(InParallel::result).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while starting", e);
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new StartFailed("cannot start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while starting", e);
    }
  }
}
