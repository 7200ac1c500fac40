package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.RetrySchedule;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.notice.Notice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Ends attempts: the fenced update and what follows from it, in one transaction. */
@ApplicationScoped
class DeliverySettlement {

  private static final Logger LOG = Logger.getLogger(DeliverySettlement.class);
  private static final int LONGEST_ERROR = 500;

  private final Transactions transactions;
  private final DeliveryRows rows;
  private final ChannelStates channels;
  private final DeadChannels deadChannels;
  private final DeliveryFacts facts;
  private final DeliverySettings settings;
  private final RetrySchedule schedule;

  DeliverySettlement(
      Transactions transactions,
      DeliveryRows rows,
      ChannelStates channels,
      DeadChannels deadChannels,
      DeliveryFacts facts,
      DeliverySettings settings) {
    this.transactions = transactions;
    this.rows = rows;
    this.channels = channels;
    this.deadChannels = deadChannels;
    this.facts = facts;
    this.settings = settings;
    this.schedule =
        new RetrySchedule(
            settings.attempts(),
            settings.firstWait(),
            settings.factor(),
            settings.longestWait(),
            () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Has no effect when the claim is no longer ours: then another attempt tells the end. A
   * subscription that took nothing in all attempts is gone: each of its next events would try, and
   * hold up those behind it, as long again.
   */
  void settle(Delivery delivery, SendOutcome outcome) {
    boolean mine =
        switch (outcome) {
          case SendOutcome.Accepted accepted -> delivered(delivery, accepted.by());
          case SendOutcome.Failed failed when delivery.attempt() < delivery.maxAttempts() ->
              again(delivery, failed);
          case SendOutcome.Failed failed ->
              dead(delivery, failed.error(), delivery.notice() instanceof Notice.Fact);
          case SendOutcome.Refused refused -> dead(delivery, refused.error(), false);
          case SendOutcome.Gone gone -> dead(delivery, gone.error(), true);
        };
    if (!mine) {
      LOG.warnf("event=delivery.fenced_off delivery=%s", delivery.id());
    }
  }

  private boolean delivered(Delivery delivery, String takenBy) {
    boolean mine =
        transactions.await(
            session ->
                rows.delivered(session, delivery.id(), delivery.attempt(), takenBy)
                    .call(at -> at == null ? nothing() : told(session, delivery, at))
                    .map(at -> at != null));
    if (mine) {
      LOG.infof(
          "event=delivery.delivered delivery=%s incident=%s channel=%s attempt=%d",
          delivery.id(), incident(delivery), delivery.channel(), delivery.attempt());
    }
    return mine;
  }

  private Uni<Void> told(Mutiny.Session session, Delivery delivery, Instant at) {
    return deadChannels
        .works(session, delivery.channel())
        .chain(() -> facts.delivered(session, delivery, at));
  }

  private boolean again(Delivery delivery, SendOutcome.Failed failed) {
    int attemptOfRound = delivery.attempt() - (delivery.maxAttempts() - settings.attempts());
    Duration wait = schedule.waitAfter(Math.max(1, attemptOfRound), failed.notBefore());
    String error = cut(failed.error());
    boolean mine =
        transactions.await(
            session ->
                rows.again(session, delivery.id(), delivery.attempt(), error, wait)
                    .call(
                        () ->
                            failed
                                .notBefore()
                                .map(asked -> channels.pause(session, delivery.channel(), asked))
                                .orElse(nothing())));
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

  private boolean dead(Delivery delivery, String reason, boolean gone) {
    String error = cut(reason);
    boolean mine =
        transactions.await(
            session ->
                rows.dead(session, delivery.id(), delivery.attempt(), error)
                    .call(
                        at ->
                            at == null
                                ? nothing()
                                : facts.deadLettered(session, delivery, error, at))
                    .call(
                        at ->
                            at == null
                                ? nothing()
                                : deadChannels.gaveUp(session, delivery, error, gone, at))
                    .map(at -> at != null));
    if (mine) {
      LOG.errorf(
          "event=delivery.dead delivery=%s incident=%s channel=%s attempt=%d gone=%s error=\"%s\"",
          delivery.id(), incident(delivery), delivery.channel(), delivery.attempt(), gone, error);
    }
    return mine;
  }

  private static String incident(Delivery delivery) {
    return delivery.notice().incident().map(UUID::toString).orElse("none");
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
