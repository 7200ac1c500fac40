package io.salvaguarda.e2e;

import io.salvaguarda.events.BackupFailed;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.EventCodec;
import io.salvaguarda.events.EventFactory;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Backups of many sources that fail, as backup-service tells it. */
final class Storm implements AutoCloseable {

  private final EventFactory events = new EventFactory("backup-service");
  private final EventCodec codec = new EventCodec();
  private final KafkaProducer<String, byte[]> producer;
  private final String prefix;
  private final int sources;
  private final Map<String, Instant> first = new ConcurrentHashMap<>();

  /**
   * @param prefix of the sources' ids
   */
  Storm(String bootstrapServers, String prefix, int sources) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("acks", "all");
    settings.put("max.block.ms", Suite.PATIENCE.toMillis());
    settings.put("delivery.timeout.ms", (int) Suite.PATIENCE.toMillis());
    settings.put("reconnect.backoff.max.ms", 500);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    this.prefix = prefix;
    this.sources = sources;
  }

  /** Source after source, evenly over the time; returns when Kafka has all of them. */
  void blow(int failures, Duration over) {
    long begin = System.nanoTime();
    for (int i = 0; i < failures; i++) {
      long due = begin + over.toNanos() / failures * i;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      fail(prefix + (1 + i % sources));
    }
    producer.flush();
  }

  private void fail(String source) {
    Instant now = Instant.now();
    first.putIfAbsent(source, now);
    BackupFailed failed =
        new BackupFailed(
            UUID.randomUUID(),
            3,
            source,
            BackupKind.LOGICAL,
            "daily",
            "dba",
            now.minusSeconds(30),
            now,
            new Failure(
                FailureKind.TERMINAL,
                ErrorClass.DUMP_FAILED,
                "pg_dump ended with status 1.",
                "Read the log's lines.",
                List.of()));
    EncodedEvent encoded = codec.encode(events.of(failed));
    ProducerRecord<String, byte[]> kafka =
        new ProducerRecord<>(encoded.topic(), encoded.key(), encoded.body());
    encoded
        .headers()
        .forEach(
            (name, value) -> kafka.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    producer.send(kafka);
  }

  /** When each source first failed. */
  Map<String, Instant> firstFailures() {
    return Map.copyOf(first);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
