package io.salvaguarda.kit.inbox;

import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.SuiteEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a service does when it hears of one type of event. */
public interface EventReaction<E extends SuiteEvent> {

  /** The record type, or a sealed parent for a whole family. */
  Class<E> eventType();

  /**
   * Milliseconds of work in the given transaction, which also holds the inbox row: enqueue or
   * advance a job, write rows, put events into the outbox. An exception means that this event can
   * never be taken: it is dead-lettered. (A database that is away is retried by the shell.)
   */
  Uni<Void> react(EventEnvelope<? extends E> event, Mutiny.Session session);
}
