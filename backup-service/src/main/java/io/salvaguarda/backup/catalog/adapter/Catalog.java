package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.backup.catalog.CatalogEntry;
import io.salvaguarda.backup.catalog.KnownBackup;
import io.salvaguarda.backup.catalog.Proof;
import io.salvaguarda.backup.catalog.WalRange;
import io.salvaguarda.events.BackupKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The backups that exist. Every method works in the caller's transaction. */
@ApplicationScoped
public class Catalog {

  private static final String NEWEST_LABEL =
      """
      select max(label) from BackupRow
      where sourceId = :source and kind = :kind and jobId <> :job
      """;

  private static final String RECENT =
      "from BackupRow where (:source = '' or sourceId = :source) order by label desc, backupId";

  private static final String USED =
      """
      update backup set used_at = greatest(coalesce(used_at, :at), :at) where backup_id = :id
      """;

  /**
   * Adds the backup unless it is known. It is not loaded for that: Hibernate Reactive 3 writes a
   * wrong statement when a row is locked that its session has loaded without a lock.
   *
   * @return whether it was not known
   */
  public Uni<Boolean> add(Mutiny.Session session, CatalogEntry entry) {
    return session
        .createSelectionQuery("select count(*) from BackupRow where backupId = :id", Long.class)
        .setParameter("id", entry.backupId())
        .getSingleResult()
        .chain(
            known ->
                known > 0
                    ? Uni.createFrom().item(false)
                    : session
                        .persist(new BackupRow(entry))
                        .chain(session::flush)
                        .replaceWith(true));
  }

  /** Takes a verification's outcome to heart; a backup that is not known is left alone. */
  Uni<Void> judge(Mutiny.Session session, String backupId, Proof outcome) {
    return session
        .find(BackupRow.class, backupId, LockModeType.PESSIMISTIC_WRITE)
        .invoke(
            row -> {
              if (row != null) {
                row.proof(row.proof().after(outcome));
              }
            })
        .replaceWithVoid();
  }

  /** Notes that a verification or restore of the backup began. */
  Uni<Void> used(Mutiny.Session session, String backupId, Instant at) {
    return session
        .createNativeQuery(USED)
        .setParameter("at", at)
        .setParameter("id", backupId)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The greatest label of the source that is of another job. */
  public Uni<Optional<String>> newestLabel(
      Mutiny.Session session, String sourceId, BackupKind kind, UUID job) {
    return session
        .createSelectionQuery(NEWEST_LABEL, String.class)
        .setParameter("source", sourceId)
        .setParameter("kind", kind)
        .setParameter("job", job)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /** The newest first; an empty source means all. */
  Uni<List<BackupView>> recent(Mutiny.Session session, String sourceId, int limit) {
    return session
        .createSelectionQuery(RECENT, BackupRow.class)
        .setParameter("source", sourceId)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(BackupView::of).toList());
  }

  /** Every backup of a source and kind, the newest first. */
  public Uni<List<KnownBackup>> all(Mutiny.Session session, String sourceId, BackupKind kind) {
    return session
        .createSelectionQuery(
            "from BackupRow where sourceId = :source and kind = :kind order by label desc",
            BackupRow.class)
        .setParameter("source", sourceId)
        .setParameter("kind", kind)
        .getResultList()
        .map(rows -> rows.stream().map(BackupRow::known).toList());
  }

  /** The part of the log that each of a source's physical backups in a repository needs. */
  public Uni<List<WalRange>> walRanges(Mutiny.Session session, String sourceId, String repository) {
    return session
        .createSelectionQuery(
            "from BackupRow where sourceId = :source and repository = :repository and kind = :kind",
            BackupRow.class)
        .setParameter("source", sourceId)
        .setParameter("repository", repository)
        .setParameter("kind", BackupKind.PHYSICAL)
        .getResultList()
        .map(rows -> rows.stream().map(BackupRow::wal).toList());
  }

  Uni<Optional<BackupView>> find(Mutiny.Session session, String backupId) {
    return session
        .find(BackupRow.class, backupId)
        .map(row -> Optional.ofNullable(row).map(BackupView::of));
  }

  /** Notes until when the backup's store does not let it go. */
  public Uni<Void> locked(Mutiny.Session session, String backupId, Instant until) {
    return session
        .createMutationQuery("update BackupRow set lockedUntil = :until where backupId = :id")
        .setParameter("until", until)
        .setParameter("id", backupId)
        .executeUpdate()
        .replaceWithVoid();
  }

  /** False when it was not there: then somebody else has removed it. */
  public Uni<Boolean> remove(Mutiny.Session session, String backupId) {
    return session
        .createMutationQuery("delete from BackupRow where backupId = :id")
        .setParameter("id", backupId)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  /** The ids of a repository's backups that were complete before an instant. */
  Uni<List<String>> completedBefore(Mutiny.Session session, String repository, Instant before) {
    return session
        .createSelectionQuery(
            "select backupId from BackupRow where repository = :repository and completedAt < :at",
            String.class)
        .setParameter("repository", repository)
        .setParameter("at", before)
        .getResultList();
  }
}
