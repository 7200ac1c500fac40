package io.salvaguarda.kit.inbox;

import io.salvaguarda.events.EventDeadLettered;
import io.salvaguarda.events.EventTypes;
import io.salvaguarda.events.SourceIds;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.Json;
import io.salvaguarda.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Keeps what could not be taken: a row to replay from, a record on {@code <topic>.<service>.dlq}
 * and an event that opens an incident, in one transaction.
 */
@ApplicationScoped
class DeadLetters {

  private static final int LONGEST_REASON = 500;

  private final Instance instance;
  private final Outbox outbox;
  private final Json json;

  DeadLetters(Instance instance, Outbox outbox, Json json) {
    this.instance = instance;
    this.outbox = outbox;
    this.json = json;
  }

  /** Does nothing when the same record was kept before. */
  Uni<Void> keep(Mutiny.Session session, ReceivedRecord kafka, String why) {
    String reason = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
    return session
        .createSelectionQuery(
            "select count(*) from DeadLetter where topic = :topic and kafkaPartition = :partition"
                + " and kafkaOffset = :offset",
            Long.class)
        .setParameter("topic", kafka.topic())
        .setParameter("partition", kafka.partition())
        .setParameter("offset", kafka.offset())
        .getSingleResult()
        .chain(known -> known > 0 ? Uni.createFrom().voidItem() : keepNew(session, kafka, reason));
  }

  private Uni<Void> keepNew(Mutiny.Session session, ReceivedRecord kafka, String reason) {
    DeadLetter letter =
        new DeadLetter(instance.newId(), kafka, json.write(kafka.headers()), reason);
    Map<String, String> headers = new LinkedHashMap<>(kafka.headers());
    headers.put("salvaguarda_reason", reason.replaceAll("\\p{Cntrl}", " "));
    headers.put("salvaguarda_partition", Integer.toString(kafka.partition()));
    headers.put("salvaguarda_offset", Long.toString(kafka.offset()));
    EventDeadLettered event =
        new EventDeadLettered(
            SourceIds.orUnknown(kafka.key()),
            instance.service(),
            kafka.topic(),
            kafka.partition(),
            kafka.offset(),
            kafka.type(),
            reason,
            Instant.now());
    return session
        .persist(letter)
        .chain(
            () ->
                outbox.addRaw(
                    session,
                    Topics.deadLetter(kafka.topic(), instance.service()),
                    kafka.key(),
                    headers,
                    kafka.body()))
        .chain(
            () ->
                isAboutDeadLetter(kafka)
                    ? Uni.createFrom().voidItem()
                    : outbox.add(session, event));
  }

  /** Telling of one that could not be taken would go round for ever where it is consumed. */
  private static boolean isAboutDeadLetter(ReceivedRecord kafka) {
    return kafka.type().equals(EventTypes.nameOf(EventDeadLettered.class));
  }
}
