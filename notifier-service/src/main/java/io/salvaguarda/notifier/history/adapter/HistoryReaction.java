package io.salvaguarda.notifier.history.adapter;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.notifier.history.HistoryReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes the history down as it is heard. */
@ApplicationScoped
class HistoryReaction implements EventReaction<SuiteEvent> {

  private final HistoryRows rows;
  private final QuotaWatch quotas;

  HistoryReaction(HistoryRows rows, QuotaWatch quotas) {
    this.rows = rows;
    this.quotas = quotas;
  }

  @Override
  public Class<SuiteEvent> eventType() {
    return SuiteEvent.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends SuiteEvent> event, Mutiny.Session session) {
    return HistoryReader.read(event.data())
        .map(entry -> rows.write(session, entry).chain(() -> quotas.look(session, entry)))
        .orElse(Uni.createFrom().voidItem());
  }
}
