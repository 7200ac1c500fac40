package io.salvaguarda.restore.repository;

import io.quarkus.runtime.Startup;
import io.salvaguarda.access.Scratch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The service's scratch folder, taken and swept at start. */
@Startup
@ApplicationScoped
public class ScratchFolder {

  private static final Logger LOG = Logger.getLogger(ScratchFolder.class);

  private final Path path;

  /** For the container's proxy only. */
  protected ScratchFolder() {
    this.path = null;
  }

  /**
   * @param configured {@code SALVAGUARDA_SCRATCH}; by default a folder of this user's in /tmp
   */
  @Inject
  ScratchFolder(@ConfigProperty(name = "salvaguarda.scratch") Optional<Path> configured)
      throws IOException {
    Scratch scratch = Scratch.take(configured);
    for (Path wiped : scratch.sweep()) {
      LOG.warnf("event=scratch.swept folder=%s", wiped);
    }
    this.path = scratch.path();
  }

  /** Where jobs make their folders. */
  public Path path() {
    return path;
  }
}
