package io.salvaguarda.access;

import io.salvaguarda.postgres.tools.StaleFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder in which jobs keep their files while their tools run. Unprivileged users may pass it,
 * which a sandbox's has to, but not list or change it.
 */
public final class Scratch {

  private static final Path SELF = Path.of("/proc/self");
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx--x--x");

  private final Path path;

  private Scratch(Path path) {
    this.path = path;
  }

  /**
   * Takes the folder, made when it is missing.
   *
   * @param configured by default a folder of this user's in /tmp
   * @throws IOException when it is not this user's: the default's name can be guessed, and somebody
   *     else could have made it before
   */
  public static Scratch take(Optional<Path> configured) throws IOException {
    Path path =
        configured.orElse(Path.of("/tmp/salvaguarda-scratch-" + uidOf(SELF))).toAbsolutePath();
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(path.getParent());
      Files.createDirectory(path, PosixFilePermissions.asFileAttribute(MODE));
    }
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        || !uidOf(path, LinkOption.NOFOLLOW_LINKS).equals(uidOf(SELF))) {
      throw new IOException(
          "the scratch folder "
              + path
              + " is not a folder of this user's: set SALVAGUARDA_SCRATCH to one that is");
    }
    Files.setPosixFilePermissions(path, MODE);
    return new Scratch(path);
  }

  public Path path() {
    return path;
  }

  /** Wipes what killed processes left there and says which folders; what still runs stays. */
  public List<Path> sweep() throws IOException {
    return StaleFolders.sweep(path);
  }

  private static Object uidOf(Path file, LinkOption... links) throws IOException {
    return Files.getAttribute(file, "unix:uid", links);
  }
}
