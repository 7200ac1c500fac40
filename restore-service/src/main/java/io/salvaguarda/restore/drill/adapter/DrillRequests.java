package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.jobs.Enqueued;
import io.salvaguarda.kit.jobs.JobRequest;
import io.salvaguarda.kit.jobs.JobStore;
import io.salvaguarda.restore.drill.DrillOrder;
import io.salvaguarda.restore.point.adapter.RecoveryPointView;
import io.salvaguarda.restore.point.adapter.RecoveryPoints;
import io.salvaguarda.restore.run.adapter.RestoreSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks for drills: one active job for a source and kind. Works in the caller's transaction. */
@ApplicationScoped
class DrillRequests {

  private final JobStore jobs;
  private final RecoveryPoints points;
  private final RestoreSettings settings;

  DrillRequests(JobStore jobs, RecoveryPoints points, RestoreSettings settings) {
    this.jobs = jobs;
    this.points = points;
    this.settings = settings;
  }

  /** The backup that a drill would restore now. */
  Uni<Optional<RecoveryPointView>> newest(
      Mutiny.Session session, PostgresSource source, BackupKind kind) {
    return points
        .newestVerified(session, source.id(), kind)
        .map(found -> found.filter(point -> point.repository().equals(source.repository())));
  }

  /** Without a backup it is a drill that fails: that there is none has to be told. */
  Uni<Enqueued> ask(
      Mutiny.Session session,
      PostgresSource source,
      BackupKind kind,
      String requestedBy,
      String idempotencyKey) {
    return newest(session, source, kind)
        .chain(
            found ->
                jobs.enqueue(
                    session,
                    new JobRequest(
                        DrillJob.KIND,
                        source.id() + "/" + Kinds.word(kind),
                        source.id(),
                        order(source, kind, found),
                        settings.attempts(),
                        settings.deadline(),
                        requestedBy,
                        idempotencyKey)));
  }

  private static DrillOrder order(
      PostgresSource source, BackupKind kind, Optional<RecoveryPointView> found) {
    return new DrillOrder(
        found.map(RecoveryPointView::backupId).orElse(null),
        kind,
        source.repository(),
        source.team(),
        found.map(RecoveryPointView::snapshotAt).orElse(null));
  }
}
