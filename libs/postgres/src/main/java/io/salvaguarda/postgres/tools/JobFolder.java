package io.salvaguarda.postgres.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A folder of one job that only its user can enter; deleted with all it holds when closed. A lock
 * file beside it tells whether its process still lives, so that {@link StaleFolders} can wipe what
 * a killed process left: such folders hold passwords.
 */
public final class JobFolder implements AutoCloseable {
  static final String PREFIX = "salva-";
  static final String LOCK_SUFFIX = ".lock";

  private final Path path;
  private final ToolUser user;
  private final Optional<FileChannel> lock;

  private JobFolder(Path path, ToolUser user, Optional<FileChannel> lock) {
    this.path = path;
    this.user = user;
    this.lock = lock;
  }

  /** A new folder below the scratch folder, with mode 0700. */
  public static JobFolder create(Path scratch, String purpose, ToolUser user) throws IOException {
    Files.createDirectories(scratch);
    String name = PREFIX + purpose + "-" + UUID.randomUUID().toString().substring(0, 13);
    Path path = scratch.toAbsolutePath().resolve(name);
    FileChannel lock =
        FileChannel.open(
            lockOf(path),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode("rw-------"));
    try {
      if (lock.tryLock() == null) {
        throw new IOException("the folder is being swept already: " + path);
      }
      Files.createDirectory(path, mode("rwx------"));
      user.own(path);
      return new JobFolder(path, user, Optional.of(lock));
    } catch (IOException e) {
      lock.close();
      Files.deleteIfExists(lockOf(path));
      throw e;
    }
  }

  static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK_SUFFIX);
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** An own folder that outlives the job: made when missing, and never wiped by anybody here. */
  public static JobFolder existing(Path folder, ToolUser user) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    user.own(folder.toRealPath());
    return new JobFolder(folder.toAbsolutePath(), user, Optional.empty());
  }

  public Path path() {
    return path;
  }

  public ToolUser user() {
    return user;
  }

  /** A new folder in this one, mode 0700. */
  public Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(path.resolve(name), mode("rwx------"));
    user.own(folder);
    return folder;
  }

  /** A new file with mode 0600: the mode is there before the content is. */
  public Path write(String name, String content) throws IOException {
    Path file = Files.createFile(path.resolve(name), mode("rw-------"));
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    user.own(file);
    return file;
  }

  /** The same, with what a stream holds; the caller closes the stream. */
  public Path write(String name, InputStream content) throws IOException {
    Path file = write(name, "");
    try (OutputStream out = Files.newOutputStream(file)) {
      content.transferTo(out);
    }
    return file;
  }

  /** Wipes a job's folder; an existing folder stays. */
  @Override
  public void close() {
    if (lock.isEmpty()) {
      return;
    }
    try {
      wipe(path);
      Files.deleteIfExists(lockOf(path));
      lock.get().close();
    } catch (IOException e) {
      throw new UncheckedIOException("could not wipe " + path, e);
    }
  }

  /** Deletes a folder and all it holds; links are deleted, never followed. */
  public static void wipe(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
