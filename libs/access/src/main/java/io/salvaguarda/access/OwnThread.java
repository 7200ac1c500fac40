package io.salvaguarda.access;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs work that a stop must be able to interrupt, on a thread of its own: an interruption that
 * comes late then hits nobody else.
 */
public final class OwnThread {

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private OwnThread() {}

  /**
   * The work's result, or what it threw. When a stop is ordered the work is interrupted and given a
   * few seconds to clean up; work that does not even hear that is left to end by itself.
   */
  public static <T> T call(String name, StopOrder order, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    // a platform thread: the work reads programs' pipes, which holds a virtual thread's carrier
    Thread thread = Thread.ofPlatform().daemon().name(name).start(task);
    order.onStop(
        () -> {
          thread.interrupt();
          Thread.ofVirtual().name(name + "-end").start(() -> abandon(task));
        });
    try {
      return task.get();
    } catch (ExecutionException e) {
      order.throwIfStopped();
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (CancellationException e) {
      order.throwIfStopped();
      throw e;
    }
  }

  private static void abandon(FutureTask<?> task) {
    try {
      task.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(false);
    } catch (ExecutionException | InterruptedException e) {
      // it has ended, which is what was wanted
    }
  }
}
