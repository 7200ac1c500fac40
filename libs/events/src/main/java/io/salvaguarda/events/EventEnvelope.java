package io.salvaguarda.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event with its identity. Only {@link EventFactory} makes new ones (and {@link EventCodec}
 * those that it reads), so that no event is without an id and a time: the constructor is not
 * public.
 */
public final class EventEnvelope<E extends SuiteEvent> {
  private final UUID id;
  private final String source;
  private final Instant time;
  private final E data;

  EventEnvelope(UUID id, String source, Instant time, E data) {
    this.id = id;
    this.source = source;
    this.time = time;
    this.data = data;
  }

  /** Unique with {@link #source}; a UUIDv7 when made here. Consumers drop what they saw before. */
  public UUID id() {
    return id;
  }

  /** A URI reference that names the service, for example {@code /salvaguarda/backup-service}. */
  public String source() {
    return source;
  }

  /** The CloudEvents type, for example {@code io.salvaguarda.backup.completed.v1}. */
  public String type() {
    return EventTypes.nameOf(data.getClass());
  }

  /** The id of the source that the event is about; also its record's key. */
  public String subject() {
    return data.sourceId();
  }

  /** When the event was made, to the millisecond. */
  public Instant time() {
    return time;
  }

  /** The fact itself. */
  public E data() {
    return data;
  }

  @Override
  public String toString() {
    return type() + " " + id + " " + subject();
  }
}
