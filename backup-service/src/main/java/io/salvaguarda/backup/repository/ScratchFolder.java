package io.salvaguarda.backup.repository;

import io.quarkus.runtime.StartupEvent;
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
 * The folder in which jobs keep their connection files while their tools run. Unprivileged users
 * may pass it but not list or change it. What killed processes left there is wiped at start.
 */
@ApplicationScoped
public class ScratchFolder {

  private static final Logger LOG = Logger.getLogger(ScratchFolder.class);
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx--x--x");

  private static final Path SELF = Path.of("/proc/self");

  private final Path path;

  /**
   * @param configured {@code SALVAGUARDA_SCRATCH}; by default a folder of this user's in /tmp
   */
  ScratchFolder(@ConfigProperty(name = "salvaguarda.scratch") Optional<Path> configured)
      throws IOException {
    this.path =
        configured.orElse(Path.of("/tmp/salvaguarda-scratch-" + uidOf(SELF))).toAbsolutePath();
  }

  /** Made and checked at start. */
  public Path path() {
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
  }

  /** The default's name can be guessed: somebody else could have made it before. */
  private void requireOwn() throws IOException {
    boolean own = uidOf(path, LinkOption.NOFOLLOW_LINKS).equals(uidOf(SELF));
    if (!own || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "the scratch folder "
              + path
              + " is not a folder of this user's: set SALVAGUARDA_SCRATCH to one that is");
    }
  }

  private static Object uidOf(Path file, LinkOption... links) throws IOException {
    return Files.getAttribute(file, "unix:uid", links);
  }
}
