package io.salvaguarda.notifier.link.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Links in mails. */
@ConfigMapping(prefix = "salvaguarda.links")
public interface LinkSettings {

  /** Where people reach this service, through a proxy with TLS; absent: mails hold no links. */
  Optional<URI> url();

  /** How long a link is good. */
  @WithDefault("P7D")
  Duration validFor();
}
