package io.salvaguarda.config;

import java.util.Optional;

/** How a team is reached. */
public sealed interface Channel permits MailChannel, HttpChannel {
  /** Its key in the file. */
  String name();

  /** Its {@code type} in the file. */
  String type();

  /** How often it may be written to; empty: as often as there is something to say. */
  Optional<RateLimit> limit();
}
