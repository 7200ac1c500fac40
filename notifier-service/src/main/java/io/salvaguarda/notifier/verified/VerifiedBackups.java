package io.salvaguarda.notifier.verified;

import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.VerificationFailed;
import io.salvaguarda.events.VerificationPassed;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Follows what events say about the proof of backups; the latest judgement of a backup counts. */
@ApplicationScoped
public class VerifiedBackups {

  private static final String JUDGE =
      """
      insert into verified_backup (backup_id, source_id, completed_at, level, proven, judged_at)
      values (:backup, :source, :completedAt, nullif(:level, ''), :proven, :judgedAt)
      on conflict (backup_id) do update
      set completed_at = excluded.completed_at, level = excluded.level, proven = excluded.proven,
          judged_at = excluded.judged_at
      where verified_backup.judged_at <= excluded.judged_at
      """;

  /** Deletion is told on another topic than the proof and may come before it. */
  private static final String DELETE =
      """
      insert into verified_backup (backup_id, source_id, proven, judged_at, deleted)
      values (:backup, :source, false, :deletedAt, true)
      on conflict (backup_id) do update set deleted = true
      """;

  /** Takes what the event says about the proof of a backup, if anything. */
  public Uni<Void> follow(Mutiny.Session session, SuiteEvent event) {
    if (event instanceof VerificationPassed passed) {
      return passed(session, passed);
    }
    if (event instanceof VerificationFailed failed) {
      return failed(session, failed);
    }
    if (event instanceof BackupDeleted deleted) {
      return deleted(session, deleted);
    }
    return Uni.createFrom().voidItem();
  }

  /** The source's newest proven backup that still exists. */
  public Uni<Optional<VerifiedBackup>> newest(Mutiny.Session session, String sourceId) {
    return session
        .createSelectionQuery(
            "from VerifiedBackupRow where sourceId = :source and proven and not deleted"
                + " order by completedAt desc",
            VerifiedBackupRow.class)
        .setParameter("source", sourceId)
        .setMaxResults(1)
        .getSingleResultOrNull()
        .map(
            row ->
                Optional.ofNullable(row)
                    .map(r -> new VerifiedBackup(r.backupId, r.completedAt, r.level)));
  }

  /** The newest proven backup of each source that has one. */
  public Uni<Map<String, VerifiedBackup>> newestOfEach(Mutiny.Session session) {
    return session
        .createSelectionQuery(
            "from VerifiedBackupRow where proven and not deleted order by completedAt",
            VerifiedBackupRow.class)
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> row.sourceId,
                            row -> new VerifiedBackup(row.backupId, row.completedAt, row.level),
                            (older, newer) -> newer)));
  }

  private static Uni<Void> passed(Mutiny.Session session, VerificationPassed event) {
    return session
        .createNativeQuery(JUDGE)
        .setParameter("backup", event.backupId())
        .setParameter("source", event.sourceId())
        .setParameter("completedAt", event.backupCompletedAt())
        .setParameter("level", event.level().name())
        .setParameter("proven", true)
        .setParameter("judgedAt", event.completedAt())
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Uni<Void> failed(Mutiny.Session session, VerificationFailed event) {
    return session
        .createNativeQuery(JUDGE)
        .setParameter("backup", event.backupId())
        .setParameter("source", event.sourceId())
        .setParameter("completedAt", event.backupCompletedAt())
        .setParameter("level", "")
        .setParameter("proven", false)
        .setParameter("judgedAt", event.failedAt())
        .executeUpdate()
        .replaceWithVoid();
  }

  private static Uni<Void> deleted(Mutiny.Session session, BackupDeleted event) {
    return session
        .createNativeQuery(DELETE)
        .setParameter("backup", event.backupId())
        .setParameter("source", event.sourceId())
        .setParameter("deletedAt", event.deletedAt())
        .executeUpdate()
        .replaceWithVoid();
  }
}
