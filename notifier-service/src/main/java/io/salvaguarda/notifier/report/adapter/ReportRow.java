package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.notifier.notice.ReportKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A report that was made; never changed. */
@Entity
@Table(name = "report")
class ReportRow {

  @Id UUID id;

  @Enumerated(EnumType.STRING)
  ReportKind kind;

  String team;
  boolean whole;

  @Column(name = "from_at")
  Instant from;

  @Column(name = "to_at")
  Instant to;

  @Column(name = "made_at")
  Instant madeAt;

  String content;

  protected ReportRow() {}
}
