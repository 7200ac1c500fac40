package io.salvaguarda.kit.rest;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import java.util.Optional;

/** The input {@code source}: the key of a source in salvaguarda.yaml. */
public final class SourceField {

  private SourceField() {}

  /**
   * The source of that key; for any other a 400 that names those that there are.
   *
   * @param key null when it is missing
   */
  public static PostgresSource of(SuiteConfig config, String key) {
    return Optional.ofNullable(key)
        .map(config.sources()::get)
        .orElseThrow(
            () ->
                BadInput.field(
                    "source",
                    key,
                    "one of the sources in salvaguarda.yaml: "
                        + String.join(", ", config.sources().keySet())));
  }
}
