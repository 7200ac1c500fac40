package io.salvaguarda.notifier.absence.adapter;

import io.salvaguarda.notifier.absence.Awaited;
import io.salvaguarda.notifier.absence.Expectation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** One row of the expectation table. Written by {@link ExpectationRows} only. */
@Entity
@Table(name = "expectation")
class ExpectationRow {

  @Id String id;

  @Enumerated(EnumType.STRING)
  Awaited what;

  @Column(name = "source_id")
  String sourceId;

  String about;
  String times;

  @Column(name = "due_at")
  Instant dueAt;

  @Column(name = "answered_at")
  Instant answeredAt;

  @Column(name = "told_at")
  Instant toldAt;

  protected ExpectationRow() {}

  Expectation expectation() {
    return new Expectation(
        what,
        sourceId,
        about,
        times,
        dueAt,
        Optional.ofNullable(answeredAt),
        Optional.ofNullable(toldAt));
  }
}
