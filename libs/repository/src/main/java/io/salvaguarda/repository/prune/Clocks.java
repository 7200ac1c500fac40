package io.salvaguarda.repository.prune;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;

/** This machine's clocks, and waiting by them. */
public interface Clocks {

  /** The machine's own. */
  Clocks SYSTEM =
      new Clocks() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedIOException {
          try {
            Thread.sleep(duration);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a prune to end");
          }
        }
      };

  /** Of the wall clock, which people and time servers set. */
  Instant now();

  /** Of the clock that never jumps, but stands still while the machine sleeps. */
  long nanos();

  void pause(Duration duration) throws InterruptedIOException;

  /** Starts measuring now. */
  default Stopwatch start() {
    return new Stopwatch(this, now(), nanos());
  }

  /** Measures how long something takes: by the clock that says more, to be on the safe side. */
  record Stopwatch(Clocks clocks, Instant startedAt, long startNanos) {

    public Duration elapsed() {
      Duration wall = Duration.between(startedAt, clocks.now());
      Duration running = Duration.ofNanos(clocks.nanos() - startNanos);
      return wall.compareTo(running) > 0 ? wall : running;
    }
  }
}
