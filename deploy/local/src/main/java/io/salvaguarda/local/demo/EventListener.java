package io.salvaguarda.local.demo;

import io.salvaguarda.events.DecodeResult;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads every event of the suite from Kafka, as any outsider may, into a timeline. */
final class EventListener implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration GENTLE = Duration.ofSeconds(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EventCodec codec = new EventCodec();
  private final Timeline timeline;
  private final Thread thread;
  private volatile RuntimeException broken;

  /** Reads from the beginning. */
  EventListener(String bootstrapServers, Timeline timeline) {
    this.timeline = timeline;
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.thread = Thread.ofPlatform().name("events").daemon().start(this::listen);
  }

  /** Fails when an event could not be read: what was published breaks the suite's own contract. */
  void requireSound() {
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(GENTLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try (consumer) {
      List<TopicPartition> partitions =
          Topics.ALL.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        consumer.poll(POLL).forEach(this::take);
      }
    } catch (WakeupException closing) {
      // told to end
    } catch (RuntimeException e) {
      broken = e;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Instant now = Instant.now();
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    switch (codec.decode(headers, record.value())) {
      case DecodeResult.Decoded decoded -> timeline.record(now, decoded.envelope());
      case DecodeResult.Unknown unknown ->
          throw new StepFailed("unknown event on " + record.topic() + ": " + unknown);
      case DecodeResult.Malformed bad ->
          throw new StepFailed("malformed event on " + record.topic() + ": " + bad);
    }
  }
}
