package io.salvaguarda.events;

/**
 * A fact that a service tells the others and anyone who subscribes. Immutable; carries no secret.
 */
public sealed interface SuiteEvent
    permits BackupEvent, VerificationEvent, RestoreEvent, StorageEvent, IncidentEvent {
  /**
   * The source that the fact is about: the event's subject and its record's key, so order holds per
   * source.
   */
  String sourceId();
}
