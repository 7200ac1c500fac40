package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.notifier.delivery.Delivery;
import java.util.Optional;

/**
 * A delivery that is this instance's for one attempt.
 *
 * @param channelGone why nothing is sent to its channel
 */
record Claim(Delivery delivery, Optional<String> channelGone) {}
