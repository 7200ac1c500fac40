package io.salvaguarda.verify.catalog;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** The read model of backups. Events may come twice and in any order. */
@ApplicationScoped
public class KnownBackups {

  private static final Set<BackupKind> PROVABLE =
      EnumSet.of(BackupKind.LOGICAL, BackupKind.PHYSICAL);

  private static final String COMPLETED =
      """
      insert into backup (backup_id, source_id, kind, plan, team, repository, completed_at)
      values (:backupId, :sourceId, :kind, :plan, :team, :repository, :completedAt)
      on conflict (backup_id) do update
      set plan = excluded.plan, team = excluded.team, repository = excluded.repository,
          completed_at = excluded.completed_at
      """;

  private static final String DELETED =
      """
      insert into backup (backup_id, source_id, kind, plan, team, repository, deleted_at, delete_reason)
      values (:backupId, :sourceId, :kind, '', '', :repository, :deletedAt, :reason)
      on conflict (backup_id) do update
      set deleted_at = excluded.deleted_at, delete_reason = excluded.delete_reason
      """;

  private static final String RETAINED =
      """
      from KnownBackup
      where deletedAt is null and completedAt is not null and kind in :kinds
        and (outcome is null or outcome <> 'FAILED')
      order by completedAt desc, backupId
      """;

  private static final String LATEST =
      """
      from KnownBackup
      where sourceId = :sourceId and deletedAt is null and kind = :kind
      order by completedAt desc, backupId desc
      """;

  /** Whether this release has a proof for backups of that kind. */
  public static boolean isProvable(BackupKind kind) {
    return PROVABLE.contains(kind);
  }

  Uni<Void> completed(Mutiny.Session session, BackupCompleted event) {
    return session
        .createNativeQuery(COMPLETED)
        .setParameter("backupId", event.backupId())
        .setParameter("sourceId", event.sourceId())
        .setParameter("kind", event.kind().name())
        .setParameter("plan", event.plan())
        .setParameter("team", event.team())
        .setParameter("repository", event.repository())
        .setParameter("completedAt", event.completedAt())
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Void> deleted(Mutiny.Session session, BackupDeleted event) {
    return session
        .createNativeQuery(DELETED)
        .setParameter("backupId", event.backupId())
        .setParameter("sourceId", event.sourceId())
        .setParameter("kind", event.kind().name())
        .setParameter("repository", event.repository())
        .setParameter("deletedAt", event.deletedAt())
        .setParameter("reason", event.reason())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Null when nothing was heard of it. */
  public Uni<KnownBackup> find(Mutiny.Session session, String backupId) {
    return session.find(KnownBackup.class, backupId);
  }

  /** The source's newest backup of that kind, quarantined or not; null when none is known. */
  public Uni<KnownBackup> latest(Mutiny.Session session, String sourceId, BackupKind kind) {
    return session
        .createSelectionQuery(LATEST, KnownBackup.class)
        .setParameter("sourceId", sourceId)
        .setParameter("kind", kind)
        .setMaxResults(1)
        .getSingleResultOrNull();
  }

  /** Every backup that can be proven and is neither deleted nor quarantined, newest first. */
  public Uni<List<KnownBackup>> retained(Mutiny.Session session) {
    return session
        .createSelectionQuery(RETAINED, KnownBackup.class)
        .setParameter("kinds", PROVABLE)
        .getResultList();
  }

  /** A conclusive verification: FAILED quarantines, a later PASSED lifts that. */
  public Uni<Void> verified(
      Mutiny.Session session, String backupId, boolean passed, Instant verifiedAt) {
    return session
        .createMutationQuery(
            "update KnownBackup set outcome = :outcome, verifiedAt = :at where backupId = :id")
        .setParameter("outcome", passed ? "PASSED" : "FAILED")
        .setParameter("at", verifiedAt)
        .setParameter("id", backupId)
        .executeUpdate()
        .replaceWithVoid();
  }
}
