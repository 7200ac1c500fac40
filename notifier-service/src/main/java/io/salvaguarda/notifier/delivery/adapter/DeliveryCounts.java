package io.salvaguarda.notifier.delivery.adapter;

import java.time.Instant;

/**
 * How a channel does.
 *
 * @param goneAt when nothing more was sent to it; null while it is written to
 */
public record DeliveryCounts(long pending, long dead, Instant goneAt, String goneWhy) {

  public static final DeliveryCounts NONE = new DeliveryCounts(0, 0, null, null);
}
