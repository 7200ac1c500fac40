package io.salvaguarda.backup.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import java.util.List;
import java.util.function.Predicate;

/** The backup events on Kafka, as anybody may read them. */
public final class Told implements AutoCloseable {

  private final TopicReader topics =
      new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.BACKUP);

  /** All of a kind so far. */
  public <E extends SuiteEvent> List<E> all(Class<E> type, Predicate<E> which) {
    return topics.events(type, which).stream().map(event -> type.cast(event.data())).toList();
  }

  /** The first of a kind, once there is one. */
  public <E extends SuiteEvent> E first(Class<E> type, Predicate<E> which) {
    await().atMost(60, SECONDS).until(() -> !all(type, which).isEmpty());
    return all(type, which).getFirst();
  }

  @Override
  public void close() {
    topics.close();
  }
}
