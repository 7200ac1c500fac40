package io.salvaguarda.events;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Gives events their id and time: the only place where events are made. Safe for many threads. */
public final class EventFactory {
  private static final String SOURCE_PREFIX = "/salvaguarda/";

  private final String source;
  private final Clock clock;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  /**
   * @param serviceName for example {@code backup-service}
   */
  public EventFactory(String serviceName) {
    this(serviceName, Clock.systemUTC());
  }

  /** With the clock that tells the events' time; ids follow the machine's clock. */
  public EventFactory(String serviceName, Clock clock) {
    this.source = SOURCE_PREFIX + SourceIds.require(serviceName);
    this.clock = clock;
  }

  /** A new event: every call gives a new id. */
  public <E extends SuiteEvent> EventEnvelope<E> of(E event) {
    return new EventEnvelope<>(
        ids.generate(), source, clock.instant().truncatedTo(ChronoUnit.MILLIS), event);
  }
}
