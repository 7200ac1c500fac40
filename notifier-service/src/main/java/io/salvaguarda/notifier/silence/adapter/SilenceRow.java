package io.salvaguarda.notifier.silence.adapter;

import io.salvaguarda.config.Glob;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.silence.Silence;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One row of the silence table. Written by {@link Silences} only. */
@Entity
@Table(name = "silence")
class SilenceRow {

  @Id UUID id;
  String source;
  String kind;

  @Column(name = "begins_at")
  Instant beginsAt;

  @Column(name = "ends_at")
  Instant endsAt;

  String reason;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "ended_at")
  Instant endedAt;

  @Column(name = "ended_by")
  String endedBy;

  protected SilenceRow() {}

  Silence silence() {
    return new Silence(
        id,
        new Glob(source),
        Optional.ofNullable(kind).map(Cause::ofKey),
        beginsAt,
        endsAt,
        reason,
        createdBy);
  }
}
