package io.salvaguarda.e2e;

import io.salvaguarda.events.Topics;
import io.salvaguarda.local.stack.SuiteService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Everything that crosses Kafka, recorded by a thread of its own. */
final class Events implements AutoCloseable {
  private final String bootstrapServers;
  private final List<ConsumerRecord<String, byte[]>> seen = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private volatile boolean open = true;

  Events(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.reader = Thread.ofPlatform().name("events").daemon().start(this::read);
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("reconnect.backoff.max.ms", 500);
    return settings;
  }

  private void read() {
    try (var consumer =
        new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Stream.concat(Topics.ALL.stream(), deadLetterTopics())
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (open) {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
      }
    }
  }

  private static Stream<String> deadLetterTopics() {
    return Stream.of(SuiteService.values())
        .map(service -> Topics.deadLetter(Topics.BACKUP, service.id()));
  }

  /** Every record of a topic. */
  List<ConsumerRecord<String, byte[]>> on(String topic) {
    return seen.stream().filter(kafka -> kafka.topic().equals(topic)).toList();
  }

  /** Distinct events of the type whose body mentions the texts; one sent twice is one event. */
  long count(String type, String... mentions) {
    return of(type, mentions).stream().map(kafka -> header(kafka, "ce_id")).distinct().count();
  }

  /** Records of the type whose body mentions all these texts, those of one key in their order. */
  List<ConsumerRecord<String, byte[]>> of(String type, String... mentions) {
    return seen.stream()
        .filter(kafka -> Topics.ALL.contains(kafka.topic()))
        .filter(kafka -> header(kafka, "ce_type").contains(type))
        .filter(kafka -> Stream.of(mentions).allMatch(text(kafka)::contains))
        .toList();
  }

  static String text(ConsumerRecord<String, byte[]> kafka) {
    return new String(kafka.value(), StandardCharsets.UTF_8);
  }

  /** Sends the very same record once more, as a producer does that missed the ack. */
  void sendAgain(ConsumerRecord<String, byte[]> kafka) {
    send(new ProducerRecord<>(kafka.topic(), null, kafka.key(), kafka.value(), kafka.headers()));
  }

  void send(ProducerRecord<String, byte[]> kafka) {
    try (var producer =
        new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(kafka);
    }
  }

  private static String header(ConsumerRecord<String, byte[]> kafka, String name) {
    Header header = kafka.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    open = false;
    try {
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
