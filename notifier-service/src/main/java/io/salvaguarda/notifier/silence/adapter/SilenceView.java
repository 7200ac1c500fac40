package io.salvaguarda.notifier.silence.adapter;

import java.time.Instant;
import java.util.UUID;

/**
 * A silence as REST shows it.
 *
 * @param kind null: any
 * @param endedAt when somebody ended it before its time; null: nobody did
 */
record SilenceView(
    UUID silenceId,
    String source,
    String kind,
    Instant beginsAt,
    Instant endsAt,
    String reason,
    String createdBy,
    Instant endedAt,
    String endedBy) {

  static SilenceView of(SilenceRow row) {
    return new SilenceView(
        row.id,
        row.source,
        row.kind,
        row.beginsAt,
        row.endsAt,
        row.reason,
        row.createdBy,
        row.endedAt,
        row.endedBy);
  }
}
