package io.salvaguarda.restore.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.RestoreEvent;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import java.util.List;
import java.util.function.Predicate;

/** What is told on Kafka: by the service, and to it as other services do. */
public final class Told implements AutoCloseable {

  private final TopicReader topics =
      new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.RESTORE);
  private final EventCodec codec = new EventCodec();
  private final EventFactory factory = new EventFactory("another-service");

  /** All of a kind so far. */
  public <E extends RestoreEvent> List<E> all(Class<E> type, Predicate<E> which) {
    return topics.events(type, which).stream().map(event -> type.cast(event.data())).toList();
  }

  /** The first of a kind, once there is one. */
  public <E extends RestoreEvent> E first(Class<E> type, Predicate<E> which) {
    await().atMost(60, SECONDS).until(() -> !all(type, which).isEmpty());
    return all(type, which).getFirst();
  }

  /** Tells the service something. */
  public EventEnvelope<?> tell(SuiteEvent event) {
    EventEnvelope<?> envelope = factory.of(event);
    tell(envelope);
    return envelope;
  }

  /** Tells it again. */
  public void tell(EventEnvelope<?> envelope) {
    EncodedEvent encoded = codec.encode(envelope);
    topics.send(encoded.topic(), encoded.key(), encoded.headers(), encoded.body());
  }

  @Override
  public void close() {
    topics.close();
  }
}
