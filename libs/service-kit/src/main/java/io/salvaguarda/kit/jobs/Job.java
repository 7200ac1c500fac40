package io.salvaguarda.kit.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One row of the job table. Written only by this package; all times are the database's. */
@Entity
@Table(name = "job")
public class Job {

  @Id UUID id;

  String kind;

  @Column(name = "exclusive_key")
  String exclusiveKey;

  @Column(name = "source_id")
  String sourceId;

  @Enumerated(EnumType.STRING)
  JobState state;

  int attempt;

  @Column(name = "max_attempts")
  int maxAttempts;

  String owner;

  @Column(name = "lease_until")
  Instant leaseUntil;

  @Column(name = "run_after")
  Instant runAfter;

  @Column(name = "deadline_at")
  Instant deadlineAt;

  @Column(name = "cancel_by")
  String cancelBy;

  @Column(name = "requested_by")
  String requestedBy;

  @Column(name = "idempotency_key")
  String idempotencyKey;

  String payload;
  String progress;
  String result;
  String failure;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "started_at")
  Instant startedAt;

  @Column(name = "finished_at")
  Instant finishedAt;

  protected Job() {}

  public UUID id() {
    return id;
  }

  public String kind() {
    return kind;
  }

  public String exclusiveKey() {
    return exclusiveKey;
  }

  public String sourceId() {
    return sourceId;
  }

  public JobState state() {
    return state;
  }

  /** 0 before the first claim; the fencing token afterwards. */
  public int attempt() {
    return attempt;
  }

  public int maxAttempts() {
    return maxAttempts;
  }

  public String owner() {
    return owner;
  }

  public Instant deadlineAt() {
    return deadlineAt;
  }

  /** Who asked for cancelling, or null. */
  public String cancelBy() {
    return cancelBy;
  }

  public String requestedBy() {
    return requestedBy;
  }

  /** JSON, as the handler's payload type. */
  public String payload() {
    return payload;
  }

  /** JSON, as the handler reports it, or null. */
  public String progress() {
    return progress;
  }

  /** JSON, set when SUCCEEDED. */
  public String result() {
    return result;
  }

  /** JSON of {@link io.salvaguarda.events.Failure}: the last attempt's, or null. */
  public String failure() {
    return failure;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Instant finishedAt() {
    return finishedAt;
  }
}
