package io.salvaguarda.notifier.delivery.adapter;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.notice.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * This instance's workers. One loop claims while there is room; each attempt runs on a virtual
 * thread of its own, outside any transaction.
 */
@ApplicationScoped
class DeliveryWorkers {

  private static final Logger LOG = Logger.getLogger(DeliveryWorkers.class);
  private static final long SHUTDOWN_SECONDS = 8;

  /** A signal comes before the commit of what it tells: look more often for this long. */
  private static final long ATTENTIVE_NANOS = Duration.ofSeconds(1).toNanos();

  private static final Duration ATTENTIVE_POLL = Duration.ofMillis(40);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DeliveryClaims claims;
  private final DeliverySettlement settlement;
  private final Carriers carriers;
  private final DeliverySettings settings;
  private final DeliverySignal signal;
  private final DeliveryMetrics metrics;
  private final Semaphore room;
  private final Map<String, Integer> running = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  DeliveryWorkers(
      DeliveryClaims claims,
      DeliverySettlement settlement,
      Carriers carriers,
      DeliverySettings settings,
      DeliverySignal signal,
      DeliveryMetrics metrics) {
    this.claims = claims;
    this.settlement = settlement;
    this.carriers = carriers;
    this.settings = settings;
    this.signal = signal;
    this.metrics = metrics;
    this.room = new Semaphore(settings.concurrency());
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("delivery-claims").start(this::claimLoop);
  }

  /** What is not finished by then is taken over by another instance when its lease ends. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    open = false;
    signal.raise();
    if (!room.tryAcquire(settings.concurrency(), SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
      LOG.warnf("event=delivery.shutdown_incomplete channels=%s", running.keySet());
    }
  }

  private void claimLoop() {
    long attentiveUntil = System.nanoTime();
    try {
      while (open) {
        room.acquire();
        if (!open || !claimAndRun()) {
          room.release();
          boolean attentive = System.nanoTime() - attentiveUntil < 0;
          if (signal.await(attentive ? ATTENTIVE_POLL : settings.poll())) {
            attentiveUntil = System.nanoTime() + ATTENTIVE_NANOS;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True when an attempt now runs and will give its room back itself. */
  private boolean claimAndRun() {
    try {
      Optional<Claim> claimed = claims.next(busyChannels());
      claimed.ifPresent(
          claim -> {
            Delivery delivery = claim.delivery();
            running.merge(delivery.channel(), 1, Integer::sum);
            Thread.ofVirtual().name("delivery-" + delivery.id()).start(() -> runAttempt(claim));
          });
      return claimed.isPresent();
    } catch (RuntimeException e) {
      LOG.warnf("event=delivery.claim_failed cause=%s", e.toString());
      return false;
    }
  }

  private List<String> busyChannels() {
    return running.entrySet().stream()
        .filter(entry -> entry.getValue() >= settings.perChannel())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void runAttempt(Claim claim) {
    Delivery delivery = claim.delivery();
    long claimedAt = System.nanoTime();
    try {
      SendOutcome outcome = attempt(claim);
      metrics.count(delivery, outcome);
      settleWithinLease(delivery, outcome, claimedAt);
    } finally {
      running.computeIfPresent(delivery.channel(), (name, count) -> count == 1 ? null : count - 1);
      room.release();
      signal.raise();
    }
  }

  private SendOutcome attempt(Claim claim) {
    Delivery delivery = claim.delivery();
    if (delivery.attempt() > delivery.maxAttempts()) {
      return new SendOutcome.Refused("the worker vanished in the last attempt");
    }
    // a test is how somebody finds out whether it is back
    return claim
        .channelGone()
        .filter(why -> !(delivery.notice() instanceof Notice.Trial))
        .<SendOutcome>map(why -> new SendOutcome.Refused("not sent, the channel is gone: " + why))
        .orElseGet(() -> carriers.send(delivery));
  }

  /** A sent notice whose end is not written would be sent again: worth more than one try. */
  private void settleWithinLease(Delivery delivery, SendOutcome outcome, long claimedAt) {
    while (System.nanoTime() - claimedAt < settings.lease().toNanos()) {
      try {
        settlement.settle(delivery, outcome);
        return;
      } catch (RuntimeException e) {
        LOG.warnf("event=delivery.unsettled delivery=%s cause=%s", delivery.id(), e.toString());
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
