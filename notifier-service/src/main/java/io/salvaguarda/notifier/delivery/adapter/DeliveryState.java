package io.salvaguarda.notifier.delivery.adapter;

/** Where a delivery stands. */
public enum DeliveryState {
  /** Waiting for its first or next attempt. */
  PENDING,
  /** The channel took it. */
  DELIVERED,
  /** Given up; an operator can have it tried again. */
  DEAD
}
