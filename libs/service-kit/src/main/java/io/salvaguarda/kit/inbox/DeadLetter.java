package io.salvaguarda.kit.inbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An event that could not be taken, kept as it came so that it can be replayed. */
@Entity
@Table(name = "dead_letter")
class DeadLetter {

  @Id UUID id;
  String topic;

  @Column(name = "kafka_partition")
  int kafkaPartition;

  @Column(name = "kafka_offset")
  long kafkaOffset;

  @Column(name = "record_key")
  String recordKey;

  String headers;
  byte[] body;
  String reason;

  @Column(name = "dead_lettered_at", insertable = false, updatable = false)
  Instant deadLetteredAt;

  @Column(name = "replayed_at")
  Instant replayedAt;

  protected DeadLetter() {}

  DeadLetter(UUID id, ReceivedRecord kafka, String headers, String reason) {
    this.id = id;
    this.topic = kafka.topic();
    this.kafkaPartition = kafka.partition();
    this.kafkaOffset = kafka.offset();
    this.recordKey = kafka.key();
    this.headers = headers;
    this.body = kafka.body();
    this.reason = reason;
  }
}
