package io.salvaguarda.kit.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A record owed to Kafka. */
@Entity
@Table(name = "outbox")
class OutboxRow {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long seq;

  @Column(name = "event_id")
  UUID eventId;

  String topic;

  @Column(name = "record_key")
  String recordKey;

  String headers;
  byte[] body;

  protected OutboxRow() {}

  OutboxRow(UUID eventId, String topic, String recordKey, String headers, byte[] body) {
    this.eventId = eventId;
    this.topic = topic;
    this.recordKey = recordKey;
    this.headers = headers;
    this.body = body;
  }
}
