package io.salvaguarda.notifier.subscription.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One row of the subscription table. Never changed. */
@Entity
@Table(name = "subscription")
class SubscriptionRow {

  @Id UUID id;
  String types;
  String sources;
  String url;
  String secret;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "created_at", insertable = false, updatable = false)
  Instant createdAt;

  protected SubscriptionRow() {}

  SubscriptionRow(
      UUID id, String types, String sources, String url, String secret, String createdBy) {
    this.id = id;
    this.types = types;
    this.sources = sources;
    this.url = url;
    this.secret = secret;
    this.createdBy = createdBy;
  }
}
