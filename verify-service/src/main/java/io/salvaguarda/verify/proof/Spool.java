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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A backup's decrypted streams in the scratch folder, so that they are fetched once. Only this
 * process's user can read the files: when that is root, not even the sandbox can. Wiped when
 * closed.
 */
final class Spool implements AutoCloseable {

  private final JobFolder folder;
  private final Map<String, Path> archives = new HashMap<>();
  private final ByteArrayOutputStream globals = new ByteArrayOutputStream();

  private Spool(JobFolder folder, List<String> archives) throws IOException {
    this.folder = folder;
    for (String archive : archives) {
      this.archives.put(archive, folder.write(archive, ""));
    }
  }

  /**
   * @param archives names of the streams that are kept as files
   */
  static Spool in(Path scratch, List<String> archives) throws IOException {
    JobFolder folder = JobFolder.create(scratch, "spool", new ToolUser(Optional.empty()));
    try {
      return new Spool(folder, archives);
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  /** Where a stream of that name goes; unknown ones go nowhere. The caller closes it. */
  OutputStream sink(String stream) throws IOException {
    Path archive = archives.get(stream);
    if (archive != null) {
      return Files.newOutputStream(
          archive, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }
    return stream.equals(Streams.GLOBALS) ? globals : OutputStream.nullOutputStream();
  }

  /** Their names. */
  Set<String> archives() {
    return archives.keySet();
  }

  /** One of the archives; the caller closes it. */
  InputStream open(String archive) throws IOException {
    return Files.newInputStream(archives.get(archive));
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
