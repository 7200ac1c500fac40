package io.salvaguarda.notifier.letter;

import io.salvaguarda.config.Language;
import java.time.ZoneId;
import java.util.Optional;

/**
 * For whom a letter is written.
 *
 * @param zone in which times are shown: the plan's of the source, else UTC
 * @param place where the source's database is; absent for what is not a source
 */
public record Recipient(Language language, ZoneId zone, Optional<Place> place) {

  /** A PostgreSQL database, as salvaguarda.yaml names it. */
  public record Place(String database, String host, int port) {}
}
