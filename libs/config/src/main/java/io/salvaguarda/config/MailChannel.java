package io.salvaguarda.config;

import java.util.List;
import java.util.Optional;

/**
 * Mail.
 *
 * @param name its key in the file
 * @param to addresses; at least one
 */
public record MailChannel(String name, List<String> to, Optional<RateLimit> limit)
    implements Channel {
  public MailChannel {
    to = List.copyOf(to);
  }

  @Override
  public String type() {
    return "mail";
  }
}
