package io.salvaguarda.verify.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.verify.catalog.KnownBackup;
import io.salvaguarda.verify.catalog.KnownBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** A restore that blames its backup: the backup is verified, so that everybody hears what it is. */
@ApplicationScoped
class RestoreFailedReaction implements EventReaction<RestoreFailed> {

  private static final Set<ErrorClass> THE_BACKUPS_FAULT =
      Set.of(ErrorClass.BACKUP_DAMAGED, ErrorClass.CONTENT_DIFFERS);

  private final VerificationQueue queue;
  private final KnownBackups backups;

  RestoreFailedReaction(VerificationQueue queue, KnownBackups backups) {
    this.queue = queue;
    this.backups = backups;
  }

  @Override
  public Class<RestoreFailed> eventType() {
    return RestoreFailed.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends RestoreFailed> event, Mutiny.Session session) {
    RestoreFailed restore = event.data();
    if (!THE_BACKUPS_FAULT.contains(restore.failure().errorClass())) {
      return Uni.createFrom().voidItem();
    }
    return backups
        .find(session, restore.backupId())
        .chain(
            known ->
                isThere(known)
                    ? queue.ask(session, known, asker(restore)).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private static boolean isThere(KnownBackup known) {
    return known != null && known.completedAt() != null && !known.deleted();
  }

  private static VerificationQueue.Asker asker(RestoreFailed restore) {
    return new VerificationQueue.Asker(
        VerificationTrigger.REQUEST,
        "restore.failed",
        "restore.failed/" + restore.restoreId(),
        Duration.ZERO);
  }
}
