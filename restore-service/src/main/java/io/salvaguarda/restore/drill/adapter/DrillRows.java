package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.DrillStep;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.jobs.Job;
import io.salvaguarda.restore.drill.DrillOrder;
import io.salvaguarda.restore.drill.DrillResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The drills that there were. Every method works in the caller's transaction. */
@ApplicationScoped
class DrillRows {

  private static final String RECENT =
      "from DrillRow where (:source = '' or sourceId = :source) order by endedAt desc, id";

  private static final String LATEST =
      "from DrillRow where sourceId = :source and kind = :kind and outcome = COMPLETED"
          + " order by endedAt desc";

  private static final String LATEST_OF_EACH =
      """
      from DrillRow drill where outcome = COMPLETED and endedAt =
        (select max(other.endedAt) from DrillRow other
         where other.outcome = COMPLETED and other.sourceId = drill.sourceId
           and other.kind = drill.kind)
      """;

  private final Json json;

  DrillRows(Json json) {
    this.json = json;
  }

  Uni<Void> completed(
      Mutiny.Session session,
      Job job,
      DrillOrder order,
      Instant startedAt,
      Instant endedAt,
      DrillResult result) {
    DrillRow row = row(job, order, DrillRow.Outcome.COMPLETED, startedAt, endedAt);
    row.recoveryMillis = result.recoveryMillis();
    row.steps = json.write(result.steps());
    row.reachedAt = result.reachedAt();
    row.lossMillis = result.lossMillis();
    row.bytes = result.bytes();
    row.walBytes = result.walBytes();
    row.notes = json.write(result.notes());
    return session.persist(row);
  }

  Uni<Void> failed(
      Mutiny.Session session,
      Job job,
      DrillOrder order,
      Instant startedAt,
      Instant endedAt,
      Failure failure) {
    DrillRow row = row(job, order, DrillRow.Outcome.FAILED, startedAt, endedAt);
    row.failure = json.write(failure);
    return session.persist(row);
  }

  private static DrillRow row(
      Job job, DrillOrder order, DrillRow.Outcome outcome, Instant startedAt, Instant endedAt) {
    DrillRow row = new DrillRow(job.id(), outcome, startedAt, endedAt);
    row.sourceId = job.sourceId();
    row.kind = order.kind();
    row.team = order.team();
    row.backupId = order.backupId();
    row.requestedBy = job.requestedBy();
    return row;
  }

  /** The newest first; an empty source means all. */
  Uni<List<DrillView>> recent(Mutiny.Session session, String source, int limit) {
    return session
        .createSelectionQuery(RECENT, DrillRow.class)
        .setParameter("source", source)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(this::view).toList());
  }

  /** The latest that went well. */
  Uni<Optional<DrillView>> latest(Mutiny.Session session, String source, BackupKind kind) {
    return session
        .createSelectionQuery(LATEST, DrillRow.class)
        .setParameter("source", source)
        .setParameter("kind", kind)
        .setMaxResults(1)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(this::view));
  }

  /** The latest of each source and kind that went well. */
  Uni<List<DrillView>> latest(Mutiny.Session session) {
    return session
        .createSelectionQuery(LATEST_OF_EACH, DrillRow.class)
        .getResultList()
        .map(rows -> rows.stream().map(this::view).toList());
  }

  private DrillView view(DrillRow row) {
    DrillStep[] steps = json.read(row.steps, DrillStep[].class);
    String[] notes = json.read(row.notes, String[].class);
    return new DrillView(
        row.id,
        row.sourceId,
        row.kind,
        row.outcome,
        row.backupId,
        row.requestedBy,
        row.startedAt,
        row.endedAt,
        row.recoveryMillis,
        row.lossMillis,
        row.reachedAt,
        row.bytes,
        row.walBytes,
        steps == null ? List.of() : List.of(steps),
        notes == null ? List.of() : List.of(notes),
        json.read(row.failure, Failure.class));
  }
}
