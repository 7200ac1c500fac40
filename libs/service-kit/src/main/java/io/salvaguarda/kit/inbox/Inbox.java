package io.salvaguarda.kit.inbox;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.kit.Instance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers which events this service has taken, in the transaction of their effect. */
@ApplicationScoped
class Inbox {

  private static final String INSERT =
      """
      insert into inbox (consumer, ce_source, ce_id) values (:consumer, :source, :id)
      on conflict do nothing
      """;

  private final Instance instance;

  Inbox(Instance instance) {
    this.instance = instance;
  }

  /** True the first time, false for an event that came before. */
  Uni<Boolean> isNew(Mutiny.Session session, EventEnvelope<?> event) {
    return session
        .createNativeQuery(INSERT)
        .setParameter("consumer", instance.service())
        .setParameter("source", event.source())
        .setParameter("id", event.id().toString())
        .executeUpdate()
        .map(rows -> rows == 1);
  }
}
