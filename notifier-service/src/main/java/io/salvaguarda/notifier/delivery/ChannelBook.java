package io.salvaguarda.notifier.delivery;

import io.salvaguarda.config.Channel;
import java.util.Optional;

/** Knows channels that are not in the configuration. */
public interface ChannelBook {

  /** On a thread that may block. Empty when it is none of these, or no more. */
  Optional<Channel> find(String name);
}
