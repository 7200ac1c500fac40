package io.salvaguarda.backup.run;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.session.SnapshotSession;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Counts what the dump sees, on another connection and while the dump runs. */
final class FactsBesideDump implements AutoCloseable {

  private final FactsCollector collector;
  private final FutureTask<Outcome<Facts>> task;
  private volatile PostgresFailure failure;

  private FactsBesideDump(FactsCollector collector, Runnable onFailure) {
    this.collector = collector;
    this.task =
        new FutureTask<>(
            () -> {
              Outcome<Facts> outcome = collector.collect();
              if (outcome instanceof Outcome.Failed<Facts> failed) {
                failure = failed.failure();
                onFailure.run();
              }
              return outcome;
            });
  }

  /**
   * @param onFailure called from the counting thread when there will be no facts: the dump is then
   *     of no use
   */
  static FactsBesideDump start(SnapshotSession session, boolean checksums, Runnable onFailure) {
    FactsBesideDump facts =
        new FactsBesideDump(FactsCollector.ofSource(session, checksums), onFailure);
    Thread.ofVirtual().name("facts").start(facts.task);
    return facts;
  }

  /**
   * @throws PostgresException when they could not be counted
   */
  Facts await() throws InterruptedIOException {
    try {
      return task.get().orThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while rows were counted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("rows could not be counted", e.getCause());
    }
  }

  /** Why there are no facts; empty while that is not known. */
  Optional<PostgresFailure> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void close() {
    collector.cancel();
  }
}
