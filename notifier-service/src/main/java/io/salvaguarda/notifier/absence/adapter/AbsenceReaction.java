package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.kit.inbox.EventReaction;
import io.salvaguarda.notifier.absence.Word;
import io.salvaguarda.notifier.absence.WordReader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notes what has come of that which is waited for. */
@ApplicationScoped
class AbsenceReaction implements EventReaction<SuiteEvent> {

  private final ExpectationRows rows;

  AbsenceReaction(ExpectationRows rows) {
    this.rows = rows;
  }

  @Override
  public Class<SuiteEvent> eventType() {
    return SuiteEvent.class;
  }

  @Override
  public Uni<Void> react(EventEnvelope<? extends SuiteEvent> event, Mutiny.Session session) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Word word : WordReader.read(event.data())) {
      all = all.chain(() -> rows.take(session, word));
    }
    return all;
  }
}
