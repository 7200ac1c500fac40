package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.notifier.notice.ReportKind;
import java.time.Instant;

/**
 * What a report job is to make.
 *
 * @param team for whom; null: for everyone
 * @param to the end of the time that it tells of
 */
record ReportPayload(ReportKind report, String team, Instant to) {}
