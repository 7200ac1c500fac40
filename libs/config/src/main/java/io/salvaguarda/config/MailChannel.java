package io.salvaguarda.config;

import java.util.List;

/**
 * Mail.
 *
 * @param name its key in the file
 * @param to addresses; at least one
 */
public record MailChannel(String name, List<String> to) implements Channel {
  public MailChannel {
    to = List.copyOf(to);
  }
}
