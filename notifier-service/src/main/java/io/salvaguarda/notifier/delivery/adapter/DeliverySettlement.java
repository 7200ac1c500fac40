package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.events.NoticeDeadLettered;
import io.salvaguarda.events.NoticeDelivered;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.kit.outbox.Outbox;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.RetrySchedule;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Begins and ends attempts: the fenced update and what follows from it, in one transaction. */
@ApplicationScoped
class DeliverySettlement {

  private static final Logger LOG = Logger.getLogger(DeliverySettlement.class);
  private static final int LONGEST_ERROR = 500;

  private final Transactions transactions;
  private final DeliveryRows rows;
  private final DeadChannels deadChannels;
  private final Outbox outbox;
  private final NoticeJson json;
  private final DeliverySettings settings;
  private final RetrySchedule schedule;

  DeliverySettlement(
      Transactions transactions,
      DeliveryRows rows,
      DeadChannels deadChannels,
      Outbox outbox,
      NoticeJson json,
      DeliverySettings settings) {
    this.transactions = transactions;
    this.rows = rows;
    this.deadChannels = deadChannels;
    this.outbox = outbox;
    this.json = json;
    this.settings = settings;
    this.schedule =
        new RetrySchedule(
            settings.attempts(),
            settings.firstWait(),
            settings.factor(),
            settings.longestWait(),
            () -> ThreadLocalRandom.current().nextDouble());
  }

  /** The next due delivery, empty when there is none. */
  Optional<Delivery> claim(Collection<String> busyChannels) {
    return Optional.ofNullable(transactions.await(session -> rows.claim(session, busyChannels)))
        .map(
            row ->
                new Delivery(
                    row.id,
                    row.channel,
                    json.readNotice(row.notice),
                    row.attempts,
                    row.maxAttempts,
                    row.createdAt));
  }

  /** Has no effect when the claim is no longer ours: then another attempt tells the end. */
  void settle(Delivery delivery, SendOutcome outcome) {
    boolean mine =
        switch (outcome) {
          case SendOutcome.Accepted accepted -> delivered(delivery);
          case SendOutcome.Failed failed when delivery.attempt() < delivery.maxAttempts() ->
              again(delivery, failed);
          case SendOutcome.Failed failed -> dead(delivery, failed.error());
          case SendOutcome.Refused refused -> dead(delivery, refused.error());
        };
    if (!mine) {
      LOG.warnf("event=delivery.fenced_off delivery=%s", delivery.id());
    }
  }

  private boolean delivered(Delivery delivery) {
    boolean mine =
        transactions.await(
            session ->
                rows.delivered(session, delivery.id(), delivery.attempt())
                    .call(at -> at == null ? nothing() : tellDelivered(session, delivery, at))
                    .map(at -> at != null));
    if (mine) {
      LOG.infof(
          "event=delivery.delivered delivery=%s incident=%s channel=%s attempt=%d",
          delivery.id(), delivery.notice().incidentId(), delivery.channel(), delivery.attempt());
    }
    return mine;
  }

  private Uni<Void> tellDelivered(Mutiny.Session session, Delivery delivery, Instant at) {
    return deadChannels
        .works(session, delivery.channel())
        .chain(
            () ->
                outbox.addAll(
                    session,
                    delivery.notice().abouts().stream()
                        .<SuiteEvent>map(about -> delivered(delivery, about, at))
                        .toList()));
  }

  private static NoticeDelivered delivered(Delivery delivery, Notice.About about, Instant at) {
    return new NoticeDelivered(
        delivery.id(),
        about.incidentId(),
        about.sourceId(),
        delivery.notice().team(),
        delivery.channel(),
        delivery.attempt(),
        delivery.notice().type(),
        about.happenedAt(),
        at);
  }

  private boolean again(Delivery delivery, SendOutcome.Failed failed) {
    int attemptOfRound = delivery.attempt() - (delivery.maxAttempts() - settings.attempts());
    Duration wait = schedule.waitAfter(Math.max(1, attemptOfRound), failed.notBefore());
    String error = cut(failed.error());
    boolean mine =
        transactions.await(
            session -> rows.again(session, delivery.id(), delivery.attempt(), error, wait));
    if (mine) {
      LOG.warnf(
          "event=delivery.failed delivery=%s channel=%s attempt=%d of=%d wait_ms=%d error=\"%s\"",
          delivery.id(),
          delivery.channel(),
          delivery.attempt(),
          delivery.maxAttempts(),
          wait.toMillis(),
          error);
    }
    return mine;
  }

  private boolean dead(Delivery delivery, String reason) {
    String error = cut(reason);
    boolean mine =
        transactions.await(
            session ->
                rows.dead(session, delivery.id(), delivery.attempt(), error)
                    .call(at -> at == null ? nothing() : tellDead(session, delivery, error, at))
                    .map(at -> at != null));
    if (mine) {
      LOG.errorf(
          "event=delivery.dead delivery=%s incident=%s channel=%s attempt=%d error=\"%s\"",
          delivery.id(),
          delivery.notice().incidentId(),
          delivery.channel(),
          delivery.attempt(),
          error);
    }
    return mine;
  }

  private Uni<Void> tellDead(Mutiny.Session session, Delivery delivery, String error, Instant at) {
    return outbox
        .addAll(
            session,
            delivery.notice().abouts().stream()
                .<SuiteEvent>map(about -> dead(delivery, about, error, at))
                .toList())
        .chain(() -> deadChannels.gaveUp(session, delivery, error, at));
  }

  private static NoticeDeadLettered dead(
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

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  /** One line, not endless: a receiver may have written it. */
  private static String cut(String error) {
    String line = error.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
    return line.length() > LONGEST_ERROR ? line.substring(0, LONGEST_ERROR) : line;
  }
}
