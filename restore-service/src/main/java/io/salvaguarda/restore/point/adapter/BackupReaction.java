package io.salvaguarda.restore.point.adapter;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupEvent;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.restore.point.RecoveryPoint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Learns from backup-service which backups there are. */
@ApplicationScoped
class BackupReaction implements EventReaction<BackupEvent> {

  private final RecoveryPoints points;

  BackupReaction(RecoveryPoints points) {
    this.points = points;
  }

  @Override
  public Class<BackupEvent> eventType() {
    return BackupEvent.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends BackupEvent> event, Mutiny.Session session) {
    return switch (event.data()) {
      case BackupCompleted completed -> points.add(session, RecoveryPoint.of(completed));
      case BackupDeleted deleted -> points.delete(session, deleted.backupId());
      default -> Uni.createFrom().voidItem();
    };
  }
}
