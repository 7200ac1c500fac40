package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.events.NoticeDeadLettered;
import io.salvaguarda.events.NoticeDelivered;
import io.salvaguarda.events.ReportSent;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells on Kafka how deliveries end, of each incident that they tell of. */
@ApplicationScoped
class DeliveryFacts {

  private final Outbox outbox;

  DeliveryFacts(Outbox outbox) {
    this.outbox = outbox;
  }

  Uni<Void> delivered(Mutiny.Session session, Delivery delivery, Instant at) {
    if (delivery.notice() instanceof Notice.Report report) {
      return outbox.add(session, sent(delivery, report, at));
    }
    return outbox.addAll(
        session,
        delivery.notice().abouts().stream()
            .<SuiteEvent>map(about -> delivered(delivery, about, at))
            .toList());
  }

  Uni<Void> deadLettered(Mutiny.Session session, Delivery delivery, String error, Instant at) {
    return outbox.addAll(
        session,
        delivery.notice().abouts().stream()
            .<SuiteEvent>map(about -> deadLettered(delivery, about, error, at))
            .toList());
  }

  private static ReportSent sent(Delivery delivery, Notice.Report report, Instant at) {
    return new ReportSent(
        delivery.id(),
        report.reportId(),
        report.sourceId(),
        report.kind().key(),
        report.team(),
        delivery.channel(),
        delivery.attempt(),
        report.from(),
        report.happenedAt(),
        at);
  }

  private static NoticeDelivered delivered(Delivery delivery, Notice.About about, Instant at) {
    return new NoticeDelivered(
        delivery.id(),
        about.incidentId(),
        about.sourceId(),
        delivery.notice().team(),
        delivery.channel(),
        delivery.attempt(),
        delivery.notice().sort().ofIncident(),
        about.happenedAt(),
        at);
  }

  private static NoticeDeadLettered deadLettered(
      Delivery delivery, Notice.About about, String error, Instant at) {
    return new NoticeDeadLettered(
        delivery.id(),
        about.incidentId(),
        about.sourceId(),
        delivery.notice().team(),
        delivery.channel(),
        delivery.attempt(),
        error,
        at);
  }
}
