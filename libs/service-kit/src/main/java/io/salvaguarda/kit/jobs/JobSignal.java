package io.salvaguarda.kit.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this instance's workers when it enqueued something itself; others find it by polling. */
@ApplicationScoped
class JobSignal {

  private final Semaphore raised = new Semaphore(0);

  void raise() {
    raised.release();
  }

  void await(Duration atMost) throws InterruptedException {
    if (raised.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      raised.drainPermits();
    }
  }
}
