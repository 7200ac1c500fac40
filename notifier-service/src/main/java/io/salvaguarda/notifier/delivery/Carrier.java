package io.salvaguarda.notifier.delivery;

import io.salvaguarda.config.Channel;

/** Brings deliveries to one sort of channel. */
public interface Carrier<C extends Channel> {

  /** The sort of channel. */
  Class<C> channelType();

  /**
   * Makes one attempt, on a thread that may block. It ends within the lease of a claim, whatever
   * the receiver does; expected trouble is an outcome, never an exception.
   */
  SendOutcome send(Delivery delivery, C channel);
}
