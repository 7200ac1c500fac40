package io.salvaguarda.backup.catalog.adapter;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.RestoreStarted;
import io.salvaguarda.kit.inbox.EventReaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Learns from restore-service which backups are being read. */
@ApplicationScoped
class RestoreReaction implements EventReaction<RestoreStarted> {

  private final Catalog catalog;

  RestoreReaction(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Class<RestoreStarted> eventType() {
    return RestoreStarted.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends RestoreStarted> event, Mutiny.Session session) {
    return catalog.used(session, event.data().backupId(), event.data().startedAt());
  }
}
