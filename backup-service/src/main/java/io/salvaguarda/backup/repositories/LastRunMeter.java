package io.salvaguarda.backup.repositories;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Looks now and then when such work last came to its end. */
@ApplicationScoped
class LastRunMeter {

  private static final Logger LOG = Logger.getLogger(LastRunMeter.class);

  private final LastRuns runs;
  private final List<MeasuredRuns> measured;

  LastRunMeter(LastRuns runs, @All List<MeasuredRuns> measured) {
    this.runs = runs;
    this.measured = measured;
  }

  @Scheduled(
      every = "${salvaguarda.last-runs.every:15s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> measure() {
    return Multi.createFrom()
        .iterable(measured)
        .onItem()
        .transformToUniAndConcatenate(this::measure)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> measure(MeasuredRuns each) {
    return runs.of(each.kind())
        .onFailure()
        .invoke(
            failure ->
                LOG.debugf(
                    "event=last_run.unknown kind=%s cause=%s", each.kind(), failure.toString()))
        .onFailure()
        .recoverWithItem(Map.of())
        .invoke(each::ended)
        .replaceWithVoid();
  }
}
