package io.salvaguarda.verify.proof;

import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A backup's decrypted streams in the scratch folder, so that they are fetched once. Only this
 * process's user can read the file: when that is root, not even the sandbox can. Wiped when closed.
 */
final class Spool implements AutoCloseable {

  private final JobFolder folder;
  private final Path dump;
  private final ByteArrayOutputStream globals = new ByteArrayOutputStream();

  private Spool(JobFolder folder) throws IOException {
    this.folder = folder;
    this.dump = folder.write(Streams.DUMP, "");
  }

  static Spool in(Path scratch) throws IOException {
    JobFolder folder = JobFolder.create(scratch, "spool", new ToolUser(Optional.empty()));
    try {
      return new Spool(folder);
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  /** Where a stream of that name goes; unknown ones go nowhere. The caller closes it. */
  OutputStream sink(String stream) throws IOException {
    return switch (stream) {
      case Streams.DUMP ->
          Files.newOutputStream(
              dump, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
      case Streams.GLOBALS -> globals;
      default -> OutputStream.nullOutputStream();
    };
  }

  InputStream dump() throws IOException {
    return Files.newInputStream(dump);
  }

  /** Empty when the backup has none. */
  String globals() {
    return globals.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    folder.close();
  }
}
