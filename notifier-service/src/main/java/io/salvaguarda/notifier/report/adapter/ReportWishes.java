package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.events.SourceIds;
import io.salvaguarda.kit.jobs.JobRequest;
import java.time.Duration;

/** The jobs that make reports. */
final class ReportWishes {

  /** The job kind. */
  static final String KIND = "report";

  private static final int ATTEMPTS = 10;
  private static final Duration DEADLINE = Duration.ofHours(12);

  private ReportWishes() {}

  static JobRequest of(ReportPayload payload, String by, String idempotencyKey) {
    return new JobRequest(
        KIND,
        payload.report().key() + "/" + (payload.team() == null ? "" : payload.team()),
        SourceIds.REPORTS,
        payload,
        ATTEMPTS,
        DEADLINE,
        by,
        idempotencyKey);
  }
}
