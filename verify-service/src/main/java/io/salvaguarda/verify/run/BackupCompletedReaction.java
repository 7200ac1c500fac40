package io.salvaguarda.verify.run;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.verify.catalog.KnownBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;

/** A new backup is to be proven, unless its deletion was heard of first. */
@ApplicationScoped
class BackupCompletedReaction implements EventReaction<BackupCompleted> {

  private final VerificationQueue queue;
  private final KnownBackups backups;

  BackupCompletedReaction(VerificationQueue queue, KnownBackups backups) {
    this.queue = queue;
    this.backups = backups;
  }

  @Override
  public Class<BackupCompleted> eventType() {
    return BackupCompleted.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends BackupCompleted> event, Mutiny.Session session) {
    BackupCompleted backup = event.data();
    if (!KnownBackups.isProvable(backup.kind())) {
      return Uni.createFrom().voidItem();
    }
    return backups
        .find(session, backup.backupId())
        .chain(
            known ->
                known != null && known.deleted()
                    ? Uni.createFrom().voidItem()
                    : queue.ask(session, orderOf(backup), asker(backup)).replaceWithVoid());
  }

  private static VerificationOrder orderOf(BackupCompleted backup) {
    return new VerificationOrder(
        backup.backupId(),
        backup.sourceId(),
        backup.kind(),
        backup.plan(),
        backup.team(),
        backup.repository(),
        VerificationTrigger.BACKUP_COMPLETED,
        backup.completedAt());
  }

  /** The same backup told of by two different events is still proven once. */
  private static VerificationQueue.Asker asker(BackupCompleted backup) {
    return new VerificationQueue.Asker(
        VerificationTrigger.BACKUP_COMPLETED,
        "backup.completed",
        "backup.completed/" + backup.backupId(),
        Duration.ZERO);
  }
}
