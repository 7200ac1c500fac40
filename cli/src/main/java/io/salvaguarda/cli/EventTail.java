package io.salvaguarda.cli;

import io.salvaguarda.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all topics of the suite without a group, so that nobody's offsets move. */
final class EventTail implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(300);
  private static final int PATIENCE_MILLIS = 10_000;

  private final KafkaConsumer<String, byte[]> consumer;

  EventTail(String bootstrapServers, boolean fromBeginning) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
    try {
      consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
      List<TopicPartition> partitions =
          Topics.ALL.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      if (fromBeginning) {
        consumer.seekToBeginning(partitions);
      } else {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
      }
    } catch (KafkaException e) {
      throw new CliFailure(ExitCode.UNREACHABLE, "Kafka does not answer at " + bootstrapServers);
    }
  }

  /**
   * @param idle ends when nothing came for so long; null: never
   */
  void follow(Duration idle, Consumer<TailedEvent> each) {
    long last = System.nanoTime();
    while (idle == null || System.nanoTime() - last < idle.toNanos()) {
      for (ConsumerRecord<String, byte[]> kafka : consumer.poll(POLL)) {
        each.accept(TailedEvent.of(kafka));
        last = System.nanoTime();
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
