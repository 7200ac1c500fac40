package io.salvaguarda.repository.store.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that survive a crash once they are made, and that only their owner reads.
 */
final class DurableFiles {

  private DurableFiles() {}

  /** Writes the buffer's remaining bytes to a new file and forces them to disk. */
  static void write(Path file, ByteBuffer bytes) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    var permissions = PosixFilePermissions.fromString("rw-------");
    try (FileChannel channel =
        FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(permissions))) {
      ByteBuffer rest = bytes.duplicate();
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Creates missing directories from the root down and forces each new entry to disk. */
  static void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    createDirectories(directory.getParent());
    createDirectory(directory);
    force(directory.getParent());
  }

  /** Creates the directory unless it is there. */
  static Path createDirectory(Path directory) throws IOException {
    var permissions = PosixFilePermissions.fromString("rwx------");
    try {
      return Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(permissions));
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return directory;
      }
      throw e;
    }
  }

  /** Makes durable which names the directory holds. */
  static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
