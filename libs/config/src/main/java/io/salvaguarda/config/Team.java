package io.salvaguarda.config;

import java.util.List;

/**
 * Who is responsible for sources.
 *
 * @param name its key in the file
 * @param language of its notices; English by default
 * @param channels names of the channels that reach it; at least one
 */
public record Team(String name, Language language, List<String> channels) {
  public Team {
    channels = List.copyOf(channels);
  }
}
