package io.salvaguarda.verify.run;

import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.postgres.tools.Sandboxing;
import io.salvaguarda.postgres.tools.StaleFolders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The folder in which sandboxes and spools are made. Unprivileged users may pass it, which the
 * sandbox's has to, but not list or change it. What killed processes left there is wiped at start.
 */
@ApplicationScoped
class ScratchFolder {

  private static final Logger LOG = Logger.getLogger(ScratchFolder.class);
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx--x--x");

  private final Path path;

  /**
   * @param configured {@code SALVAGUARDA_SCRATCH}; by default a folder of this user's in /tmp
   */
  ScratchFolder(@ConfigProperty(name = "salvaguarda.scratch") Optional<Path> configured)
      throws IOException {
    this.path =
        configured.orElseGet(() -> Path.of("/tmp/salvaguarda-scratch-" + uid())).toAbsolutePath();
  }

  Path path() {
    return path;
  }

  void prepare(@Observes StartupEvent event) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(path.getParent());
      Files.createDirectory(path, PosixFilePermissions.asFileAttribute(MODE));
    }
    requireOwn();
    Files.setPosixFilePermissions(path, MODE);
    for (Path wiped : StaleFolders.sweep(path)) {
      LOG.warnf("event=scratch.swept folder=%s", wiped);
    }
    if (!Sandboxing.available()) {
      LOG.warn("event=sandbox.not_cut_off reason=\"this kernel allows no namespaces\"");
    }
  }

  /** The default's name can be guessed: somebody else could have made it before. */
  private void requireOwn() throws IOException {
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || !owner.equals(uid())) {
      throw new IOException(
          "the scratch folder "
              + path
              + " is not a folder of this user's: set SALVAGUARDA_SCRATCH to one that is");
    }
  }

  private static Object uid() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
