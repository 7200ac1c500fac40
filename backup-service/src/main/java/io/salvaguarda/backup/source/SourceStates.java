package io.salvaguarda.backup.source;

import io.salvaguarda.backup.run.adapter.BackupRequests;
import io.salvaguarda.backup.schedule.BackupTimetable;
import io.salvaguarda.backup.schedule.PhysicalBackupTimetable;
import io.salvaguarda.events.Failure;
import io.salvaguarda.kit.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the service's tables say of each source, in one question. */
@ApplicationScoped
class SourceStates {

  private static final String ALL =
      """
      select s.id,
        (select next_due from schedule where timetable = :timetable and key = s.id),
        (select max(completed_at) from backup where source_id = s.id),
        v.backup_id, v.verified_at, v.completed_at,
        f.failure, f.finished_at,
        (select j.id from job j where j.kind = :job and j.source_id = s.id
           and j.state in ('QUEUED', 'RUNNING') limit 1),
        (select count(*) from backup where source_id = s.id and hold_by is not null),
        (select count(*) from backup where source_id = s.id),
        (select next_due from schedule where timetable = :physical and key = s.id),
        (select max(completed_at) from backup where source_id = s.id and kind = 'PHYSICAL'),
        (select verified_at from backup where source_id = s.id and kind = 'PHYSICAL'
           and status = 'VERIFIED' order by label desc limit 1)
      from unnest(string_to_array(:ids, ',')) as s (id)
        left join lateral (select backup_id, verified_at, completed_at from backup
          where source_id = s.id and status = 'VERIFIED' order by label desc limit 1) v on true
        left join lateral (select failure, finished_at from job
          where kind = :job and source_id = s.id and state = 'FAILED'
          order by finished_at desc limit 1) f on true
      """;

  /**
   * One source's state; everything may be null.
   *
   * @param lastVerifiedCompletedAt when the newest verified backup was taken
   */
  record State(
      String sourceId,
      Instant nextBackupAt,
      Instant lastBackupAt,
      String lastVerifiedBackupId,
      Instant lastVerifiedAt,
      Instant lastVerifiedCompletedAt,
      SourceView.LastFailure lastFailure,
      UUID runningJobId,
      long heldBackups,
      long backups,
      Instant nextPhysicalBackupAt,
      Instant lastPhysicalBackupAt,
      Instant lastVerifiedPhysicalAt) {}

  private final Json json;

  SourceStates(Json json) {
    this.json = json;
  }

  /** By source id; every id that was asked for is there. */
  Uni<Map<String, State>> of(Mutiny.Session session, List<String> sourceIds) {
    return session
        .createNativeQuery(ALL, Object[].class)
        .setParameter("timetable", BackupTimetable.NAME)
        .setParameter("physical", PhysicalBackupTimetable.NAME)
        .setParameter("job", BackupRequests.JOB_KIND)
        .setParameter("ids", String.join(",", sourceIds))
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(this::state)
                    .collect(Collectors.toMap(State::sourceId, Function.identity())));
  }

  private State state(Object[] row) {
    return new State(
        (String) row[0],
        instant(row[1]),
        instant(row[2]),
        (String) row[3],
        instant(row[4]),
        instant(row[5]),
        failure((String) row[6], instant(row[7])),
        (UUID) row[8],
        (Long) row[9],
        (Long) row[10],
        instant(row[11]),
        instant(row[12]),
        instant(row[13]));
  }

  /** As the driver gives a column that no entity gives a type to. */
  private static Instant instant(Object column) {
    return column == null ? null : ((OffsetDateTime) column).toInstant();
  }

  private SourceView.LastFailure failure(String stored, Instant at) {
    Failure failure = json.read(stored, Failure.class);
    return failure == null
        ? null
        : new SourceView.LastFailure(failure.errorClass(), failure.message(), at);
  }
}
