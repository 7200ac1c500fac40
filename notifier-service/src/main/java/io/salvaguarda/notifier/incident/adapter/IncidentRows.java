package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.incident.Problem;
import io.salvaguarda.notifier.notice.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents in the database: at most one open per source, cause and thing, whoever inserts. */
@ApplicationScoped
class IncidentRows {

  /** The entity's, and no others, which Hibernate Reactive would stumble over. */
  private static final String COLUMNS =
      "id, source_id, cause, about, team, severity, summary, opened_at, last_failed_at,"
          + " resolved_at, occurrences, backup_id, told, trouble, told_at, last_told_at, acknowledged_at,"
          + " acknowledged_by, round, steps, thread_id, blames, seq";

  private static final String OPEN =
      """
      insert into incident (id, source_id, cause, about, team, severity, summary, opened_at,
                            last_failed_at, occurrences, backup_id, told)
      values (:id, :source, :cause, :about, :team, :severity, :summary, :openedAt, :lastFailedAt,
              :occurrences, nullif(:backup, ''), :told)
      on conflict (source_id, cause, about) where resolved_at is null do nothing
      """;

  private static final String LOCK =
      "select "
          + COLUMNS
          + " from incident where source_id = :source and cause = :cause and about = :about"
          + " and resolved_at is null for update";

  /** One report of one thing at a time, whichever instance takes it. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended(:key, 160))::text";

  private static final String LATEST =
      "select "
          + COLUMNS
          + " from incident where source_id = :source and cause = :cause and about = :about"
          + " order by seq desc limit 1 for update";

  private static final String LOCK_ONE =
      "select " + COLUMNS + " from incident where id = :id for update";

  private static final String REOPEN =
      """
      update incident
      set resolved_at = null, closed_at = null, severity = :severity, last_failed_at = :lastFailedAt,
          occurrences = :occurrences, backup_id = nullif(:backup, ''), told = :told,
          summary = :summary, round = :round, acknowledged_at = null, acknowledged_by = null,
          told_at = null, last_told_at = null, steps = 0, look_at = null
      where id = :id
      """;

  private static final String ACKNOWLEDGE =
      """
      update incident
      set acknowledged_at = clock_timestamp(), acknowledged_by = :by, look_at = clock_timestamp()
      where id = :id and resolved_at is null and acknowledged_at is null
      returning acknowledged_at
      """;

  private static final String BLAME =
      "update incident set blames = nullif(:repository, '') where id = :id";

  private static final String BLAMING =
      "select count(*) from incident where blames = :repository and resolved_at is null";

  private static final String REPEAT =
      """
      update incident
      set severity = :severity, opened_at = :openedAt, last_failed_at = :lastFailedAt,
          occurrences = :occurrences, backup_id = nullif(:backup, ''), told = :told,
          summary = :summary
      where id = :id and resolved_at is null
      """;

  private static final String RESOLVE =
      "update incident set resolved_at = :at, closed_at = clock_timestamp(), look_at = null"
          + " where id = :id and resolved_at is null";

  private final ToldJson told;

  IncidentRows(ToldJson told) {
    this.told = told;
  }

  /** False when the source already has an open incident of this cause. */
  Uni<Boolean> open(Mutiny.Session session, Incident incident, String summary) {
    return session
        .createNativeQuery(OPEN)
        .setParameter("id", incident.id())
        .setParameter("source", incident.sourceId())
        .setParameter("cause", incident.cause().key())
        .setParameter("about", incident.about())
        .setParameter("team", incident.team())
        .setParameter("severity", incident.severity().name())
        .setParameter("summary", summary)
        .setParameter("openedAt", incident.since())
        .setParameter("lastFailedAt", incident.lastFailedAt())
        .setParameter("occurrences", incident.occurrences())
        .setParameter("backup", incident.backupId().orElse(""))
        .setParameter("told", told.write(incident.told()))
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  /** The open incident, locked until the transaction ends. */
  Uni<Optional<Incident>> lockOpen(
      Mutiny.Session session, String sourceId, Cause cause, String about) {
    return session
        .createNativeQuery(LOCK, IncidentRow.class)
        .setParameter("source", sourceId)
        .setParameter("cause", cause.key())
        .setParameter("about", about)
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(this::incident));
  }

  /** Until the transaction ends, nobody else opens or repeats an incident of this. */
  Uni<Void> oneAtATime(Mutiny.Session session, Problem problem) {
    return session
        .createNativeQuery(ONE_AT_A_TIME, String.class)
        .setParameter(
            "key", String.join(" ", problem.sourceId(), problem.cause().key(), problem.about()))
        .getSingleResult()
        .replaceWithVoid();
  }

  /** The latest that is resolved, locked; empty when there is none or one is open. */
  Uni<Optional<IncidentRow>> lockLatestResolved(Mutiny.Session session, Problem problem) {
    return session
        .createNativeQuery(LATEST, IncidentRow.class)
        .setParameter("source", problem.sourceId())
        .setParameter("cause", problem.cause().key())
        .setParameter("about", problem.about())
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).filter(found -> found.resolvedAt != null));
  }

  /** Null when there is none. */
  Uni<IncidentRow> lock(Mutiny.Session session, UUID id) {
    return session
        .createNativeQuery(LOCK_ONE, IncidentRow.class)
        .setParameter("id", id)
        .getSingleResultOrNull();
  }

  Uni<Void> reopen(Mutiny.Session session, Incident incident, String summary) {
    return session
        .createNativeQuery(REOPEN)
        .setParameter("id", incident.id())
        .setParameter("severity", incident.severity().name())
        .setParameter("summary", summary)
        .setParameter("lastFailedAt", incident.lastFailedAt())
        .setParameter("occurrences", incident.occurrences())
        .setParameter("backup", incident.backupId().orElse(""))
        .setParameter("told", told.write(incident.told()))
        .setParameter("round", incident.round())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** When; null when it is resolved or somebody was first. */
  Uni<Instant> acknowledge(Mutiny.Session session, UUID id, String by) {
    return session
        .createNativeQuery(ACKNOWLEDGE, Instant.class)
        .setParameter("id", id)
        .setParameter("by", by)
        .getSingleResultOrNull();
  }

  /** Notes what explains the trouble, if anything. */
  Uni<Void> blame(Mutiny.Session session, UUID id, Optional<String> repository) {
    return session
        .createNativeQuery(BLAME)
        .setParameter("id", id)
        .setParameter("repository", repository.orElse(""))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** How many open incidents a repository is blamed for. */
  Uni<Long> blaming(Mutiny.Session session, String repository) {
    return session
        .createNativeQuery(BLAMING, Long.class)
        .setParameter("repository", repository)
        .getSingleResult();
  }

  Uni<Void> repeat(Mutiny.Session session, Incident incident, String summary) {
    return session
        .createNativeQuery(REPEAT)
        .setParameter("id", incident.id())
        .setParameter("severity", incident.severity().name())
        .setParameter("summary", summary)
        .setParameter("openedAt", incident.since())
        .setParameter("lastFailedAt", incident.lastFailedAt())
        .setParameter("occurrences", incident.occurrences())
        .setParameter("backup", incident.backupId().orElse(""))
        .setParameter("told", told.write(incident.told()))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** False when it was resolved before. */
  Uni<Boolean> resolve(Mutiny.Session session, UUID id, Instant at) {
    return session
        .createNativeQuery(RESOLVE)
        .setParameter("id", id)
        .setParameter("at", at)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  Incident incident(IncidentRow row) {
    Map<String, Instant> sorts = told.read(row.told);
    return new Incident(
        row.id,
        row.sourceId,
        Cause.ofKey(row.cause),
        row.about,
        row.team,
        row.severity,
        row.openedAt,
        row.lastFailedAt,
        row.occurrences,
        Optional.ofNullable(row.backupId),
        sorts,
        lastTold(row, sorts),
        Optional.ofNullable(row.acknowledgedBy)
            .map(by -> new Incident.Acknowledgement(by, row.acknowledgedAt)),
        row.round,
        row.threadId == null ? row.id : row.threadId);
  }

  /** What is not told yet will be in a moment. */
  private static Instant lastTold(IncidentRow row, Map<String, Instant> sorts) {
    return row.lastToldAt != null
        ? row.lastToldAt
        : sorts.values().stream().max(Instant::compareTo).orElse(row.openedAt);
  }
}
