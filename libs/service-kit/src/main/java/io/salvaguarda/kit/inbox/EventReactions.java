package io.salvaguarda.kit.inbox;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.SuiteEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds who reacts to an event. */
@ApplicationScoped
class EventReactions {

  private final List<EventReaction<?>> reactions;

  EventReactions(@Any Instance<EventReaction<?>> reactions) {
    this.reactions = reactions.stream().<EventReaction<?>>map(r -> r).toList();
  }

  boolean concern(SuiteEvent event) {
    return reactions.stream().anyMatch(reaction -> reaction.eventType().isInstance(event));
  }

  Uni<Void> react(EventEnvelope<?> event, Mutiny.Session session) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (EventReaction<?> reaction : reactions) {
      if (reaction.eventType().isInstance(event.data())) {
        all = all.chain(() -> call(reaction, event, session));
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked") // isInstance was asked before
  private static <E extends SuiteEvent> Uni<Void> call(
      EventReaction<E> reaction, EventEnvelope<?> event, Mutiny.Session session) {
    return reaction.react((EventEnvelope<? extends E>) event, session);
  }
}
