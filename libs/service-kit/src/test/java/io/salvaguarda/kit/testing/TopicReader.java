package io.salvaguarda.kit.testing;

import io.salvaguarda.events.DecodeResult;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventEnvelope;
import io.salvaguarda.events.SuiteEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Watches Kafka from outside: every record of some topics, from the beginning; and sends some. */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
  private final EventCodec codec = new EventCodec();

  /** Reads with no group, so that nobody else's offsets move. */
  public TopicReader(String bootstrapServers, String... topics) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    List<TopicPartition> partitions =
        List.of(topics).stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Every record up to now. */
  public synchronized List<ConsumerRecord<String, byte[]>> records() {
    consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
    return List.copyOf(seen);
  }

  /** Every event of a type up to now, duplicates by id included. */
  public <E extends SuiteEvent> List<EventEnvelope<?>> events(Class<E> type, Predicate<E> which) {
    List<EventEnvelope<?>> found = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> kafka : records()) {
      if (codec.decode(headersOf(kafka), kafka.value()) instanceof DecodeResult.Decoded decoded
          && type.isInstance(decoded.envelope().data())
          && which.test(type.cast(decoded.envelope().data()))) {
        found.add(decoded.envelope());
      }
    }
    return found;
  }

  /** Sends a record as another service would, and waits for the broker's ack. */
  public void send(String topic, String key, Map<String, String> headers, byte[] body) {
    ProducerRecord<String, byte[]> kafka = new ProducerRecord<>(topic, key, body);
    headers.forEach(
        (name, value) -> kafka.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try {
      producer.send(kafka).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("the broker did not take the record", e);
    }
  }

  private static Map<String, String> headersOf(ConsumerRecord<String, byte[]> kafka) {
    Map<String, String> headers = new HashMap<>();
    kafka
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
