package io.salvaguarda.kit.inbox;

import io.salvaguarda.events.DecodeResult;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.kit.db.DatabaseAway;
import io.salvaguarda.kit.db.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Takes one record: decode, then one transaction with the inbox row and the reactions. What can
 * never be taken becomes a dead letter; what cannot be taken now is tried again until it can.
 */
@ApplicationScoped
class EventShell {

  private static final Logger LOG = Logger.getLogger(EventShell.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final EventCodec codec = new EventCodec();
  private final Transactions transactions;
  private final EventReactions reactions;
  private final Inbox inbox;
  private final DeadLetters deadLetters;

  EventShell(
      Transactions transactions, EventReactions reactions, Inbox inbox, DeadLetters deadLetters) {
    this.transactions = transactions;
    this.reactions = reactions;
    this.inbox = inbox;
    this.deadLetters = deadLetters;
  }

  /** Completes when the record has taken effect or is safely kept as a dead letter. */
  Uni<Void> take(ReceivedRecord kafka) {
    return switch (codec.decode(kafka.headers(), kafka.body())) {
      case DecodeResult.Decoded decoded -> takeEvent(kafka, decoded.envelope());
      case DecodeResult.Unknown unknown -> bury(kafka, "unknown event type " + unknown.type());
      case DecodeResult.Malformed malformed -> bury(kafka, malformed.reason());
    };
  }

  private Uni<Void> takeEvent(ReceivedRecord kafka, EventEnvelope<?> event) {
    if (!reactions.concern(event.data())) {
      return Uni.createFrom().voidItem();
    }
    return patiently(kafka, transactions.run(session -> once(session, event)))
        .onFailure()
        .recoverWithUni(
            poison -> {
              LOG.errorf(poison, "event=inbox.poison type=%s id=%s", event.type(), event.id());
              return bury(kafka, poison.getClass().getSimpleName() + ": " + poison.getMessage());
            });
  }

  private Uni<Void> once(Mutiny.Session session, EventEnvelope<?> event) {
    return inbox
        .isNew(session, event)
        .chain(isNew -> isNew ? reactions.react(event, session) : Uni.createFrom().voidItem());
  }

  /** Takes a dead letter's record again, without burying it a second time. */
  Uni<Void> replay(Mutiny.Session session, ReceivedRecord kafka) {
    return switch (codec.decode(kafka.headers(), kafka.body())) {
      case DecodeResult.Decoded decoded ->
          once(session, decoded.envelope())
              .onFailure(failure -> !DatabaseAway.explains(failure))
              .transform(failure -> new StillPoison(String.valueOf(failure.getMessage())));
      case DecodeResult.Unknown unknown ->
          Uni.createFrom().failure(new StillPoison("unknown event type " + unknown.type()));
      case DecodeResult.Malformed malformed ->
          Uni.createFrom().failure(new StillPoison(malformed.reason()));
    };
  }

  private Uni<Void> bury(ReceivedRecord kafka, String reason) {
    LOG.warnf(
        "event=inbox.dead_lettered topic=%s partition=%d offset=%d",
        kafka.topic(), kafka.partition(), kafka.offset());
    return patiently(kafka, transactions.run(s -> deadLetters.keep(s, kafka, reason)));
  }

  private Uni<Void> patiently(ReceivedRecord kafka, Uni<Void> work) {
    return work.onFailure(DatabaseAway::explains)
        .invoke(
            failure ->
                LOG.warnf(
                    "event=inbox.waiting topic=%s offset=%d cause=%s",
                    kafka.topic(), kafka.offset(), failure.toString()))
        .onFailure(DatabaseAway::explains)
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .indefinitely();
  }
}
