package io.salvaguarda.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A new file that has its name only once it is whole: until then it is FILE.partial, which goes
 * away when it is never published. Only its owner may read it: a dump is as secret as its database,
 * and globals hold password hashes.
 */
final class PrivateFile implements AutoCloseable {
  private final Path file;
  private final Path partial;
  private final FileChannel channel;

  private PrivateFile(Path file, Path partial, FileChannel channel) {
    this.file = file;
    this.partial = partial;
    this.channel = channel;
  }

  /**
   * @throws CliFailure when it is there already, or cannot be made
   */
  static PrivateFile create(Path file) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      return new PrivateFile(
          file,
          partial,
          FileChannel.open(
              partial,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    } catch (FileAlreadyExistsException e) {
      throw new CliFailure(ExitCode.REFUSED, e.getFile() + " is there already");
    } catch (FileSystemException e) {
      throw new CliFailure(
          ExitCode.USAGE,
          file + " cannot be made: " + (e.getReason() == null ? "no such folder" : e.getReason()));
    } catch (IOException e) {
      throw new CliFailure(ExitCode.USAGE, file + " cannot be made: " + e.getMessage());
    }
  }

  OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  /** It is whole and on the disk. */
  void publish() throws IOException {
    channel.force(true);
    Files.move(partial, file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(partial);
  }
}
