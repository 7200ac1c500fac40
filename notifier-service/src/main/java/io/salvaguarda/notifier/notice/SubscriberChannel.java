package io.salvaguarda.notifier.notice;

import java.util.Optional;
import java.util.UUID;

/** The name of a subscription's channel; no channel of the configuration can have one like it. */
public final class SubscriberChannel {

  private static final String PREFIX = "subscription:";

  private SubscriberChannel() {}

  public static String of(UUID subscription) {
    return PREFIX + subscription;
  }

  /** Which subscription's it is; empty when it is none's. */
  public static Optional<UUID> subscription(String channel) {
    return channel.startsWith(PREFIX)
        ? Optional.of(UUID.fromString(channel.substring(PREFIX.length())))
        : Optional.empty();
  }
}
