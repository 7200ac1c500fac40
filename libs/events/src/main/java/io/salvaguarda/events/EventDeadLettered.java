package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A consumer put a record that it cannot handle aside, on its dead-letter topic.
 *
 * @param sourceId the record's subject, or "unknown"; see {@link SourceIds#orUnknown}
 * @param service the service that consumes
 * @param topic the topic that the record came from
 * @param partition its partition
 * @param offset its offset
 * @param type its event type; empty when it has none
 * @param reason why it cannot be handled
 * @param deadLetteredAt when it was put aside
 */
@EventType("io.salvaguarda.event.dead-lettered.v1")
public record EventDeadLettered(
    String sourceId,
    String service,
    String topic,
    int partition,
    long offset,
    String type,
    String reason,
    Instant deadLetteredAt)
    implements IncidentEvent {
  public EventDeadLettered {
    SourceIds.require(sourceId);
    requireNonNull(service, "service");
    requireNonNull(topic, "topic");
    requireNonNull(type, "type");
    reason = Bounded.text("reason", reason);
    requireNonNull(deadLetteredAt, "deadLetteredAt");
  }
}
