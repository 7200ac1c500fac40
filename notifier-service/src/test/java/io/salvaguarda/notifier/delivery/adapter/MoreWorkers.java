package io.salvaguarda.notifier.delivery.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/** More workers on the same table, as other instances would be. */
@ApplicationScoped
public class MoreWorkers {

  private final DeliveryClaims claims;
  private final DeliverySettlement settlement;
  private final Carriers carriers;
  private final DeliverySettings settings;
  private final DeliveryMetrics metrics;

  MoreWorkers(
      DeliveryClaims claims,
      DeliverySettlement settlement,
      Carriers carriers,
      DeliverySettings settings,
      DeliveryMetrics metrics) {
    this.claims = claims;
    this.settlement = settlement;
    this.carriers = carriers;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** Runs the work while so many more workers claim; then stops them. */
  public void during(int count, Runnable work) throws InterruptedException {
    List<DeliveryWorkers> started =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new DeliveryWorkers(
                        claims, settlement, carriers, settings, new DeliverySignal(), metrics))
            .toList();
    started.forEach(workers -> workers.start(null));
    try {
      work.run();
    } finally {
      for (DeliveryWorkers workers : started) {
        workers.stop(null);
      }
    }
  }
}
