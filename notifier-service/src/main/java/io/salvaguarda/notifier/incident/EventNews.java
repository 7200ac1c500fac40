package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.EventDeadLettered;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.IncidentAcknowledged;
import io.salvaguarda.events.IncidentEscalated;
import io.salvaguarda.events.IncidentEvent;
import io.salvaguarda.events.IncidentOpened;
import io.salvaguarda.events.IncidentReopened;
import io.salvaguarda.events.IncidentResolved;
import io.salvaguarda.events.JobStuck;
import io.salvaguarda.events.NoticeDeadLettered;
import io.salvaguarda.events.NoticeDelivered;
import io.salvaguarda.events.ReportSent;
import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Matter;
import java.util.List;

/** What events about incidents and records that were set aside mean. */
final class EventNews {

  private EventNews() {}

  static News read(IncidentEvent event) {
    return switch (event) {
      case EventDeadLettered e -> setAside(e);
      case IncidentOpened e -> News.NOTHING; // our own
      case IncidentReopened e -> News.NOTHING;
      case IncidentAcknowledged e -> News.NOTHING;
      case IncidentEscalated e -> News.NOTHING;
      case IncidentResolved e -> News.NOTHING;
      case NoticeDelivered e -> News.NOTHING;
      case NoticeDeadLettered e -> News.NOTHING;
      case JobStuck e -> News.NOTHING;
      case ReportSent e -> News.NOTHING;
    };
  }

  private static News setAside(EventDeadLettered e) {
    return new Problem(
        e.sourceId(),
        Cause.EVENTS,
        Severity.WARNING,
        e.deadLetteredAt(),
        new Failure(
            FailureKind.TERMINAL,
            ErrorClass.UNKNOWN,
            e.reason(),
            "Find the record with GET /dead-letters of "
                + e.service()
                + ", remove the reason, then replay it with POST /dead-letters/{id}/replay.",
            List.of()),
        new Matter.EventSetAside(
            e.service(), e.topic(), e.partition(), e.offset(), e.type(), e.reason()));
  }
}
