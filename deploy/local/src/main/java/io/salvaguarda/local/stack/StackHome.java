package io.salvaguarda.local.stack;

import io.salvaguarda.local.StartFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds everything of one stack. It belongs to one running stack at a time. */
final class StackHome implements AutoCloseable {
  /** PostgreSQL's user must pass through, and nobody may look around. */
  private static final String MODE = "rwx--x--x";

  private static final String LOCK = "stack.lock";

  private final Path path;
  private final FileChannel lock;

  private StackHome(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the folder, made when it is not there and emptied unless what it holds is to be kept.
   *
   * @throws StartFailed when another stack runs there, or the folder is somebody else's
   */
  static StackHome take(Path path, boolean keep) {
    try {
      Files.createDirectories(path);
      requireOwn(path);
      requireStack(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(MODE));
      FileChannel lock = lock(path);
      if (!keep) {
        empty(path);
      }
      return new StackHome(path, lock);
    } catch (IOException e) {
      throw new StartFailed("cannot use " + path + ": " + e.getMessage(), e);
    }
  }

  Path path() {
    return path;
  }

  /** A folder of the home, made when it is not there. */
  Path folder(String name, String permissions) {
    try {
      Path folder = Files.createDirectories(path.resolve(name));
      return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new StartFailed("cannot create " + path.resolve(name), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.truncate(0);
      lock.close();
    } catch (IOException e) {
      throw new StartFailed("cannot release " + path, e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        channel.truncate(0);
        // the launcher asks whether a stack runs here; it cannot see this JVM's lock
        String pid = String.valueOf(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return channel;
      }
    } catch (OverlappingFileLockException heldByThisJvm) {
      // the same answer as for another process
    }
    channel.close();
    throw new StartFailed("a stack runs in " + path + " already: stop it, or set SALVA_HOME");
  }

  /** A folder with a well-known name in /tmp may have been put there by somebody else. */
  private static void requireOwn(Path path) throws IOException {
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      throw new StartFailed(
          path + " belongs to user id " + owner + ": set SALVA_HOME to a folder of your own");
    }
  }

  /** Whoever points SALVA_HOME at his own files must not lose them. */
  private static void requireStack(Path path) throws IOException {
    try (var files = Files.list(path)) {
      if (!Files.exists(path.resolve(LOCK)) && files.findAny().isPresent()) {
        throw new StartFailed(
            path + " holds something else than a stack: set SALVA_HOME to a new folder");
      }
    }
  }

  private static void empty(Path path) throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(path.resolve(LOCK))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failed)
              throws IOException {
            if (!folder.equals(path)) {
              Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
