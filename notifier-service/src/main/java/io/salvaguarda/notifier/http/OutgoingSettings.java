package io.salvaguarda.notifier.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long other people's servers are waited for. */
@ConfigMapping(prefix = "salvaguarda.http")
public interface OutgoingSettings {

  /** For the connect, and for each read or write. */
  @WithDefault("5s")
  Duration patience();

  /** For a whole request, however slowly it is answered. */
  @WithDefault("15s")
  Duration deadline();

  /** PEM file of authorities that are trusted besides the usual ones. */
  Optional<Path> caCertificate();
}
