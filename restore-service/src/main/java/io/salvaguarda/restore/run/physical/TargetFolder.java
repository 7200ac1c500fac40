package io.salvaguarda.restore.run.physical;

import io.salvaguarda.events.ErrorClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The data directory that shall come to be. Tablespaces go beside it, for one in a data directory
 * would be backed up twice.
 */
public record TargetFolder(Path path) {

  // it becomes an argument and part of a shell's command
  private static final Pattern SHAPE =
      Pattern.compile("(/(?!\\.\\.?/)[A-Za-z0-9_.][A-Za-z0-9_.-]*)*/[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final int LONGEST = 200;

  public static TargetFolder of(String path) {
    return new TargetFolder(Path.of(path));
  }

  /** Why a folder cannot be one; an error class of TARGET_EXISTS means that it is in use. */
  public record Refusal(ErrorClass errorClass, String message, String nextStep) {
    public String text() {
      return message + " " + nextStep;
    }

    private static Refusal notAllowed(String message, String nextStep) {
      return new Refusal(ErrorClass.CONFIGURATION, message, nextStep);
    }
  }

  /**
   * Looks at the disk.
   *
   * @param folders below which data directories may be made
   */
  public static Optional<Refusal> refusal(String text, List<Path> folders) {
    if (text == null || text.length() > LONGEST || !SHAPE.matcher(text).matches()) {
      return Optional.of(
          Refusal.notAllowed(
              "\"" + text + "\" is no folder that a cluster could be restored into.",
              "Give an absolute path of letters, digits, _, - and . without \"..\"."));
    }
    TargetFolder folder = new TargetFolder(Path.of(text));
    try {
      return folder.isBelowOneOf(folders) ? folder.occupied() : Optional.of(outside(text, folders));
    } catch (IOException e) {
      return Optional.of(
          Refusal.notAllowed(
              text + " cannot be looked at: " + e,
              "Make its parent folder, readable by this service."));
    }
  }

  /** Links are followed: one must not lead out. */
  private boolean isBelowOneOf(List<Path> folders) throws IOException {
    Path parent = path.getParent();
    if (!Files.isDirectory(parent)) {
      return false;
    }
    Path real = parent.toRealPath();
    for (Path folder : folders) {
      if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  private static Refusal outside(String text, List<Path> folders) {
    return folders.isEmpty()
        ? Refusal.notAllowed(
            "No folder is configured below which clusters may be restored.",
            "Set salvaguarda.restore.directories of restore-service.")
        : Refusal.notAllowed(
            text + " is not a new folder in an existing one below " + folders + ".",
            "Choose one there, or add a folder to salvaguarda.restore.directories.");
  }

  private Optional<Refusal> occupied() throws IOException {
    for (Path each : List.of(path, tablespaces())) {
      if (Files.exists(each, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(each)) {
        return Optional.of(
            new Refusal(
                ErrorClass.TARGET_EXISTS,
                each + " is there and not an empty folder; it was not touched.",
                "Choose a folder that is not there."));
      }
    }
    return Optional.empty();
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var inside = Files.newDirectoryStream(folder)) {
      return !inside.iterator().hasNext();
    }
  }

  /**
   * Whether one of them would lie in what belongs to the other. Both have a parent that is there.
   */
  public boolean touches(TargetFolder other) {
    try {
      Path mine = real();
      Path its = other.real();
      return mine.startsWith(its)
          || its.startsWith(mine)
          || mine.equals(new TargetFolder(its).tablespaces())
          || its.equals(new TargetFolder(mine).tablespaces());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the name that it has or will have when no link is followed. */
  private Path real() throws IOException {
    return path.getParent().toRealPath().resolve(path.getFileName());
  }

  /** Where tablespaces go, each in a folder named by its OID. */
  public Path tablespaces() {
    return path.resolveSibling(path.getFileName() + ".tablespaces");
  }

  boolean isFree() {
    try {
      return occupied().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
