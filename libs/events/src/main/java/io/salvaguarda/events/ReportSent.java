package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A channel accepted a report.
 *
 * @param deliveryId the delivery: one message to one channel
 * @param reportId the report; the same for all its channels
 * @param sourceId always "reports": a report tells of many sources
 * @param report what it is about, verification or drills; the list grows
 * @param team the team that it was made for
 * @param channel the channel's key in salvaguarda.yaml
 * @param attempts how often the delivery was tried, this time included
 * @param from the beginning of the time that it tells of
 * @param to the end of that time
 * @param sentAt when the channel accepted it
 */
@EventType("io.salvaguarda.report.sent.v1")
public record ReportSent(
    UUID deliveryId,
    UUID reportId,
    String sourceId,
    String report,
    String team,
    String channel,
    int attempts,
    Instant from,
    Instant to,
    Instant sentAt)
    implements IncidentEvent {
  public ReportSent {
    requireNonNull(deliveryId, "deliveryId");
    requireNonNull(reportId, "reportId");
    SourceIds.require(sourceId);
    requireNonNull(report, "report");
    requireNonNull(team, "team");
    requireNonNull(channel, "channel");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(sentAt, "sentAt");
  }
}
