package io.salvaguarda.verify.catalog;

import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.kit.inbox.EventReaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers a new backup. */
@ApplicationScoped
class BackupCompletedNote implements EventReaction<BackupCompleted> {

  private final KnownBackups backups;

  BackupCompletedNote(KnownBackups backups) {
    this.backups = backups;
  }

  @Override
  public Class<BackupCompleted> eventType() {
    return BackupCompleted.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends BackupCompleted> event, Mutiny.Session session) {
    return backups.completed(session, event.data());
  }
}
