package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.access.OwnThread;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.postgres.physical.RecoveryTimeline;
import io.salvaguarda.restore.drill.DrillOrder;
import io.salvaguarda.restore.drill.DrillResult;
import io.salvaguarda.restore.drill.LogicalDrill;
import io.salvaguarda.restore.drill.PhysicalDrill;
import io.salvaguarda.restore.drill.StepClock;
import io.salvaguarda.restore.run.RestoreOutcome;
import io.salvaguarda.restore.run.adapter.JobSupervision;
import io.salvaguarda.restore.window.Planned;
import io.salvaguarda.restore.window.RecoveryPlan;
import io.salvaguarda.restore.window.RecoveryWish;
import io.salvaguarda.restore.window.adapter.RecoveryWindows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Runs an attempt of a drill. */
@ApplicationScoped
class DrillRunner {

  private static final Logger LOG = Logger.getLogger(DrillRunner.class);

  private final SuiteConfig config;
  private final Repositories repositories;
  private final Scratch scratch;
  private final RecoveryWindows windows;
  private final ScratchPlaces places;

  DrillRunner(
      SuiteConfig config,
      Repositories repositories,
      Scratch scratch,
      RecoveryWindows windows,
      ScratchPlaces places) {
    this.config = config;
    this.repositories = repositories;
    this.scratch = scratch;
    this.windows = windows;
    this.places = places;
  }

  RestoreOutcome<DrillResult> run(JobContext<DrillOrder> context) throws Exception {
    DrillOrder order = context.payload();
    PostgresSource source = config.sources().get(context.job().sourceId());
    if (source == null || !source.repository().equals(order.repository())) {
      return failed(
          ErrorClass.CONFIGURATION,
          "Source " + context.job().sourceId() + " is no longer in salvaguarda.yaml as it was.",
          "Ask for the drill again.");
    }
    if (order.backupId() == null) {
      return failed(
          ErrorClass.CONFIGURATION,
          "%s has no verified %s backup that could be restored."
              .formatted(source.id(), Kinds.word(order.kind())),
          "Take one and see why it is not verified, or set the plan's drill to never.");
    }
    StepClock clock = new StepClock(new JobSupervision(context));
    Instant begun = Instant.now();
    UUID id = context.jobId();
    return OwnThread.call(
        "drill-" + id,
        clock,
        () ->
            switch (order.kind()) {
              case LOGICAL -> logical(id, order, clock, begun);
              case PHYSICAL -> physical(id, order, source, clock, begun);
              case BUCKET -> throw new IllegalArgumentException("no drill of buckets");
            });
  }

  private RestoreOutcome<DrillResult> logical(
      UUID id, DrillOrder order, StepClock clock, Instant begun) throws IOException {
    LogicalDrill.Place place =
        new LogicalDrill.Place(
            () -> repositories.existing(order.repository()),
            scratch.path(),
            line -> LOG.infof("event=drill.tool_said job=%s line=%s", id, line));
    return new LogicalDrill(id, order, place, clock, begun).run();
  }

  private RestoreOutcome<DrillResult> physical(
      UUID id, DrillOrder order, PostgresSource source, StepClock clock, Instant begun)
      throws IOException {
    clock.step("CHECK");
    return RestoreOutcome.of(order, () -> windows.read(source).plan(wish(order)))
        .then(
            planned ->
                switch (planned) {
                  case Planned.Possible possible ->
                      recovered(id, order, source, possible.plan(), clock, begun);
                  case Planned.Refused refused ->
                      failed(
                          ErrorClass.TARGET_UNREACHABLE,
                          refused.text(),
                          "See what there is: salva restore window " + source.id());
                });
  }

  private RestoreOutcome<DrillResult> recovered(
      UUID id,
      DrillOrder order,
      PostgresSource source,
      RecoveryPlan plan,
      StepClock clock,
      Instant begun)
      throws IOException {
    return places.during(
        id,
        source,
        plan,
        place -> new PhysicalDrill(id, order, plan, source.database(), place, clock, begun).run());
  }

  private static RecoveryWish wish(DrillOrder order) {
    return new RecoveryWish(
        Optional.of(order.backupId()),
        false,
        PhysicalDrill.LATEST.target(),
        new RecoveryTimeline.Latest());
  }

  private static RestoreOutcome<DrillResult> failed(
      ErrorClass errorClass, String message, String nextStep) {
    return new RestoreOutcome.Failed<>(
        new Failure(FailureKind.TERMINAL, errorClass, message, nextStep, List.of()));
  }
}
