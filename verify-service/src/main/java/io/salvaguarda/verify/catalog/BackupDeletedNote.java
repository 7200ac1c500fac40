package io.salvaguarda.verify.catalog;

import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.kit.inbox.EventReaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers a deletion, so that a missing manifest is not taken for damage. */
@ApplicationScoped
class BackupDeletedNote implements EventReaction<BackupDeleted> {

  private final KnownBackups backups;

  BackupDeletedNote(KnownBackups backups) {
    this.backups = backups;
  }

  @Override
  public Class<BackupDeleted> eventType() {
    return BackupDeleted.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends BackupDeleted> event, Mutiny.Session session) {
    return backups.deleted(session, event.data());
  }
}
