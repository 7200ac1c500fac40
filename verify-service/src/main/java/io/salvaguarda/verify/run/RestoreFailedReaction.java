package io.salvaguarda.verify.run;

import io.salvaguarda.events.DrillFailed;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.RestoreEvent;
import io.salvaguarda.events.RestoreFailed;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.verify.catalog.KnownBackup;
import io.salvaguarda.verify.catalog.KnownBackups;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** A restore or drill that blames its backup: that is verified, so that everybody hears of it. */
@ApplicationScoped
class RestoreFailedReaction implements EventReaction<RestoreEvent> {

  private static final Set<ErrorClass> THE_BACKUPS_FAULT =
      Set.of(ErrorClass.BACKUP_DAMAGED, ErrorClass.CONTENT_DIFFERS);

  private final VerificationQueue queue;
  private final KnownBackups backups;

  RestoreFailedReaction(VerificationQueue queue, KnownBackups backups) {
    this.queue = queue;
    this.backups = backups;
  }

  @Override
  public Class<RestoreEvent> eventType() {
    return RestoreEvent.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends RestoreEvent> event, Mutiny.Session session) {
    return switch (event.data()) {
      case RestoreFailed restore ->
          judged(
              session,
              restore.backupId(),
              restore.failure(),
              asker("restore.failed", restore.restoreId()));
      case DrillFailed drill when drill.backupId() != null ->
          judged(
              session, drill.backupId(), drill.failure(), asker("drill.failed", drill.drillId()));
      default -> Uni.createFrom().voidItem();
    };
  }

  private Uni<Void> judged(
      Mutiny.Session session, String backupId, Failure failure, VerificationQueue.Asker asker) {
    if (!THE_BACKUPS_FAULT.contains(failure.errorClass())) {
      return Uni.createFrom().voidItem();
    }
    return backups
        .find(session, backupId)
        .chain(
            known ->
                isThere(known)
                    ? queue.ask(session, known, asker).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private static boolean isThere(KnownBackup known) {
    return known != null && known.completedAt() != null && !known.deleted();
  }

  private static VerificationQueue.Asker asker(String why, UUID id) {
    return new VerificationQueue.Asker(
        VerificationTrigger.REQUEST, why, why + "/" + id, Duration.ZERO);
  }
}
