package io.salvaguarda.notifier.incident.adapter;

import io.salvaguarda.notifier.incident.Incident;
import io.salvaguarda.notifier.notice.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents in the database: at most one open per source, cause and thing, whoever inserts. */
@ApplicationScoped
class IncidentRows {

  private static final String OPEN =
      """
      insert into incident (id, source_id, cause, about, team, severity, summary, opened_at,
                            last_failed_at, occurrences, backup_id, told)
      values (:id, :source, :cause, :about, :team, :severity, :summary, :openedAt, :lastFailedAt,
              :occurrences, nullif(:backup, ''), :told)
      on conflict (source_id, cause, about) where resolved_at is null do nothing
      """;

  private static final String LOCK =
      "select * from incident where source_id = :source and cause = :cause and about = :about"
          + " and resolved_at is null for update";

  private static final String REPEAT =
      """
      update incident
      set severity = :severity, opened_at = :openedAt, last_failed_at = :lastFailedAt,
          occurrences = :occurrences, backup_id = nullif(:backup, ''), told = :told,
          summary = :summary
      where id = :id and resolved_at is null
      """;

  private static final String RESOLVE =
      "update incident set resolved_at = :at where id = :id and resolved_at is null";

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
        told.read(row.told));
  }
}
