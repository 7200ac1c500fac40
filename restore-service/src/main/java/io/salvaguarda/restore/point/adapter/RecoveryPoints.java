package io.salvaguarda.restore.point.adapter;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.restore.point.ProofStatus;
import io.salvaguarda.restore.point.RecoveryPoint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The recovery points that are known. Every method works in the caller's transaction. */
@ApplicationScoped
public class RecoveryPoints {

  private static final String ADD =
      """
      insert into point (backup_id, source_id, kind, label, repository, snapshot_at, completed_at,
                         plain_bytes, stored_bytes)
      select :id, :source, :kind, :label, :repository, :snapshot, :completed, :plain, :stored
      where not exists (select from deleted where backup_id = :id)
      on conflict do nothing
      """;

  /** An older outcome changes nothing; an inconclusive one takes nothing back that was proven. */
  private static final String JUDGE =
      """
      insert into proof as known (backup_id, status, level, judged_at)
      values (:id, :status, nullif(:level, ''), :at)
      on conflict (backup_id) do update
        set status = excluded.status, level = excluded.level, judged_at = excluded.judged_at
        where excluded.judged_at >= known.judged_at
          and (excluded.status <> 'INCONCLUSIVE' or known.status = 'INCONCLUSIVE')
      """;

  private static final String RECENT =
      """
      from PointRow where (:source = '' or sourceId = :source)
        and (:quarantined = true or status <> QUARANTINED)
      order by label desc, backupId
      """;

  private static final String OF_KIND =
      """
      from PointRow where sourceId = :source and kind = :kind
        and (status = VERIFIED or :unproven = true and status <> QUARANTINED)
      order by label desc
      """;

  /** One whose deletion was heard of before is none. */
  Uni<Void> add(Mutiny.Session session, RecoveryPoint point) {
    return session
        .createNativeQuery(ADD)
        .setParameter("id", point.backupId())
        .setParameter("source", point.sourceId())
        .setParameter("kind", point.kind().name())
        .setParameter("label", point.label())
        .setParameter("repository", point.repository())
        .setParameter("snapshot", point.snapshotAt())
        .setParameter("completed", point.completedAt())
        .setParameter("plain", point.plainBytes())
        .setParameter("stored", point.storedBytes())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Takes a verification's outcome to heart, also of a backup that is yet to be heard of. */
  public Uni<Void> judge(
      Mutiny.Session session, String backupId, ProofStatus outcome, Level level, Instant at) {
    return session
        .createNativeQuery(JUDGE)
        .setParameter("id", backupId)
        .setParameter("status", outcome.name())
        .setParameter("level", level == null ? "" : level.name())
        .setParameter("at", at)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** One that was seen in its repository: whatever was heard, it is there. */
  Uni<Void> addSeen(Mutiny.Session session, RecoveryPoint point) {
    return session
        .createNativeQuery("delete from deleted where backup_id = :id")
        .setParameter("id", point.backupId())
        .executeUpdate()
        .chain(() -> add(session, point));
  }

  /** Also remembered, for the case that its completion is yet to be heard of. */
  Uni<Void> delete(Mutiny.Session session, String backupId) {
    return session
        .createNativeQuery("insert into deleted (backup_id) values (:id) on conflict do nothing")
        .setParameter("id", backupId)
        .executeUpdate()
        .chain(() -> remove(session, backupId))
        .replaceWithVoid();
  }

  Uni<Boolean> remove(Mutiny.Session session, String backupId) {
    return session
        .createNativeQuery("delete from point where backup_id = :id")
        .setParameter("id", backupId)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  /** The newest first; an empty source means all. */
  Uni<List<RecoveryPointView>> recent(
      Mutiny.Session session, String source, boolean quarantined, int limit) {
    return session
        .createSelectionQuery(RECENT, PointRow.class)
        .setParameter("source", source)
        .setParameter("quarantined", quarantined)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(PointRow::view).toList());
  }

  /** The newest of its kind that is proven. */
  public Uni<Optional<RecoveryPointView>> newestVerified(
      Mutiny.Session session, String source, BackupKind kind) {
    return verified(session, source, kind, 1).map(found -> found.stream().findFirst());
  }

  /** Those of a kind that are proven, the newest first. */
  public Uni<List<RecoveryPointView>> verified(
      Mutiny.Session session, String source, BackupKind kind, int limit) {
    return ofKind(session, source, kind, false, limit);
  }

  /** Those of a kind that are not proven bad, the newest first. */
  public Uni<List<RecoveryPointView>> usable(
      Mutiny.Session session, String source, BackupKind kind, int limit) {
    return ofKind(session, source, kind, true, limit);
  }

  private static Uni<List<RecoveryPointView>> ofKind(
      Mutiny.Session session, String source, BackupKind kind, boolean unproven, int limit) {
    return session
        .createSelectionQuery(OF_KIND, PointRow.class)
        .setParameter("source", source)
        .setParameter("kind", kind)
        .setParameter("unproven", unproven)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(PointRow::view).toList());
  }

  public Uni<Optional<RecoveryPointView>> find(Mutiny.Session session, String backupId) {
    return session
        .find(PointRow.class, backupId)
        .map(row -> Optional.ofNullable(row).map(PointRow::view));
  }

  /** The ids of a repository's backups that were complete before an instant. */
  Uni<List<String>> completedBefore(Mutiny.Session session, String repository, Instant before) {
    return session
        .createSelectionQuery(
            "select backupId from PointRow where repository = :repository and completedAt < :at",
            String.class)
        .setParameter("repository", repository)
        .setParameter("at", before)
        .getResultList();
  }
}
