package io.salvaguarda.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
  @TempDir static Path folder;
  private static KafkaBroker kafka;

  @BeforeAll
  static void start() {
    kafka = KafkaBroker.start(folder.resolve("kafka"));
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void theSuitesTopicsAndTheirDeadLetterTopicsExist() throws Exception {
    // when
    Set<String> topics;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      topics = admin.listTopics().names().get(10, TimeUnit.SECONDS);
    }

    // then
    assertThat(topics).containsAll(Topics.ALL).contains("salvaguarda.backup.verify-service.dlq");
  }

  @Test
  void aKilledBrokerComesBackOnItsPortWithEverythingItAcknowledged() throws Exception {
    // given
    send(kafka, "before");

    // when
    kafka.process().kill9();
    kafka.process().start();
    send(kafka, "after");

    // then
    assertThat(readAll(kafka, 2)).containsExactly("before", "after");
  }

  @Test
  void aBrokerStartedOnTheSameFolderKeepsItsDataAndPort() throws Exception {
    // given
    Path own = folder.resolve("again");
    String address;
    try (KafkaBroker first = KafkaBroker.start(own)) {
      send(first, "kept");
      address = first.bootstrapServers();
    }

    // when
    try (KafkaBroker second = KafkaBroker.start(own)) {

      // then
      assertThat(second.bootstrapServers()).isEqualTo(address);
      assertThat(readAll(second, 1)).containsExactly("kept");
    }
  }

  @Test
  void theBrokerIsOfTheVersionThatTheServicesClientsAreOf() throws Exception {
    try (var jars = Files.list(StackJars.kafka())) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .contains("kafka_2.13-" + AppInfoParser.getVersion() + ".jar");
    }
  }

  private static void send(KafkaBroker broker, String value) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.BACKUP, "source", value)).get(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> readAll(KafkaBroker broker, int expected) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "group.id",
            "readers-" + System.nanoTime(),
            "auto.offset.reset",
            "earliest");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(Topics.BACKUP));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < expected && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
