package io.salvaguarda.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells this instance's relay that it wrote something; polling finds what others left behind. */
@ApplicationScoped
class OutboxSignal {

  private final Semaphore raised = new Semaphore(0);

  void raise() {
    raised.release();
  }

  void await(long atMostMillis) throws InterruptedException {
    if (raised.tryAcquire(atMostMillis, TimeUnit.MILLISECONDS)) {
      raised.drainPermits();
    }
  }
}
