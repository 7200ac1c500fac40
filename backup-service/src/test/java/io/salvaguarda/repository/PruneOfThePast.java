package io.salvaguarda.repository;

import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Prune;
import io.salvaguarda.repository.prune.PruneObserver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;

/** A prune whose machine's clock was slow: no test can wait for the grace. */
public final class PruneOfThePast {

  private PruneOfThePast() {}

  /** What it marks was marked so long ago, by the machine's clock. */
  public static void run(BackupRepository repository, Duration ago) throws IOException {
    repository.with(slowBy(ago)).prune().run(Prune.SHORTEST_GRACE, PruneObserver.NONE);
  }

  private static Clocks slowBy(Duration ago) {
    return new Clocks() {
      @Override
      public Instant now() {
        return SYSTEM.now().minus(ago);
      }

      @Override
      public long nanos() {
        return SYSTEM.nanos();
      }

      @Override
      public void pause(Duration duration) throws InterruptedIOException {
        SYSTEM.pause(duration);
      }
    };
  }
}
