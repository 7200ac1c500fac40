package io.salvaguarda.repository.store;

import java.time.Duration;

/** Asks again while the store is {@link StoreException.Unavailable}, as a policy says. */
public final class Retries {

  private static final System.Logger LOG = System.getLogger(Retries.class.getName());

  private final RetryPolicy policy;

  public Retries(RetryPolicy policy) {
    this.policy = policy;
  }

  /** What may be asked several times, since taking effect twice does no harm. */
  public interface Operation<T> {
    /**
     * @param tries 1 for the first
     */
    T run(int tries) throws StoreException;
  }

  /**
   * @param operation for the log
   * @param key for the log
   */
  public <T> T run(String operation, String key, Operation<T> body) throws StoreException {
    long start = System.nanoTime();
    for (int tries = 1; ; tries++) {
      try {
        return body.run(tries);
      } catch (StoreException.Unavailable e) {
        Duration pause = policy.pauseAfter(tries);
        long spent = System.nanoTime() - start;
        if (Thread.currentThread().isInterrupted()
            || spent + pause.toNanos() > policy.deadline().toNanos()) {
          throw e;
        }
        LOG.log(
            System.Logger.Level.DEBUG,
            "event=store_retry operation={0} key={1} tries={2} reason={3}",
            operation,
            key,
            tries,
            e.getMessage());
        sleep(pause, e);
      }
    }
  }

  private static void sleep(Duration pause, StoreException.Unavailable reason)
      throws StoreException.Unavailable {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }
}
