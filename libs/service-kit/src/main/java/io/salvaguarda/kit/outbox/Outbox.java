package io.salvaguarda.kit.outbox;

import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.Json;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Puts events beside the change that they tell, in the caller's transaction. */
@ApplicationScoped
public class Outbox {

  private final EventFactory events;
  private final EventCodec codec;
  private final Json json;
  private final OutboxSignal signal;
  private final Instance instance;

  Outbox(Instance instance, Json json, OutboxSignal signal) {
    this.events = new EventFactory(instance.service());
    this.codec = new EventCodec();
    this.json = json;
    this.signal = signal;
    this.instance = instance;
  }

  /** Sent after the caller's commit, at least once, in the order of these calls. */
  public Uni<Void> add(Mutiny.Session session, SuiteEvent event) {
    EventEnvelope<?> envelope = events.of(event);
    EncodedEvent encoded = codec.encode(envelope);
    return addRecord(
        session, envelope.id(), encoded.topic(), encoded.key(), encoded.headers(), encoded.body());
  }

  public Uni<Void> addAll(Mutiny.Session session, List<SuiteEvent> several) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (SuiteEvent event : several) {
      all = all.chain(() -> add(session, event));
    }
    return all;
  }

  /** A record that is not one of our own events: a dead letter keeps its bytes as they came. */
  public Uni<Void> addRaw(
      Mutiny.Session session, String topic, String key, Map<String, String> headers, byte[] body) {
    return addRecord(session, instance.newId(), topic, key, headers, body);
  }

  private Uni<Void> addRecord(
      Mutiny.Session session,
      UUID id,
      String topic,
      String key,
      Map<String, String> headers,
      byte[] body) {
    return session
        .persist(new OutboxRow(id, topic, key == null ? "" : key, json.write(headers), body))
        .chain(session::flush)
        .invoke(signal::raise);
  }
}
