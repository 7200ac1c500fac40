package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.notifier.notice.ReportKind;
import java.time.Instant;
import java.util.UUID;

/**
 * A report as REST lists it.
 *
 * @param whole of all sources and of the storage
 */
public record ReportView(
    UUID reportId,
    ReportKind kind,
    String team,
    boolean whole,
    Instant from,
    Instant to,
    Instant madeAt) {

  static ReportView of(ReportRow row) {
    return new ReportView(row.id, row.kind, row.team, row.whole, row.from, row.to, row.madeAt);
  }
}
