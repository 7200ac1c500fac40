package io.salvaguarda.notifier.delivery.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this instance's workers when it queued something itself; others find it by polling. */
@ApplicationScoped
class DeliverySignal {

  private final Semaphore raised = new Semaphore(0);

  /** The rows may still wait for their commit. */
  void raise() {
    raised.release();
  }

  /** True when it was raised, false after the wait. */
  boolean await(Duration atMost) throws InterruptedException {
    boolean woken = raised.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    raised.drainPermits();
    return woken;
  }
}
