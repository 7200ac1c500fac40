package io.salvaguarda.access.bean;

import io.quarkus.runtime.Startup;
import io.salvaguarda.access.Scratch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Takes a service's scratch folder and sweeps it, both at start. */
@ApplicationScoped
class ScratchFolder {

  private static final Logger LOG = Logger.getLogger(ScratchFolder.class);

  /**
   * @param configured {@code SALVAGUARDA_SCRATCH}; by default a folder of this user's in /tmp
   */
  @Startup
  @Produces
  @Singleton
  Scratch scratch(@ConfigProperty(name = "salvaguarda.scratch") Optional<Path> configured)
      throws IOException {
    Scratch scratch = Scratch.take(configured);
    for (Path wiped : scratch.sweep()) {
      LOG.warnf("event=scratch.swept folder=%s", wiped);
    }
    return scratch;
  }
}
