package io.salvaguarda.repository.simulation;

import io.salvaguarda.repository.prune.Clocks;
import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so, the same for the store and for everyone. */
public final class SimulatedClocks implements Clocks {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Instant now = START;

  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanos() {
    return Duration.between(START, now).toNanos();
  }

  /** Whoever waits asks the store next, and there it has to wait for its turn. */
  @Override
  public void pause(Duration duration) {
    Thread.onSpinWait();
  }
}
