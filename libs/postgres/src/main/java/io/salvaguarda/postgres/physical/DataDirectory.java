package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A data directory that was extracted from a backup, with its tablespaces.
 *
 * @param path absolute; mode 0700, of the owner
 * @param tablespaces where they are, by OID
 */
public record DataDirectory(Path path, Map<Long, Path> tablespaces, ToolUser owner) {

  /** Where tablespaces were on the source: a server that found it would link to those places. */
  static final String MAP = "tablespace_map";

  public DataDirectory {
    path = path.toAbsolutePath();
    tablespaces = Map.copyOf(tablespaces);
  }

  /**
   * How to extract.
   *
   * @param target a folder that is empty or not there; its parents can be entered by the owner
   * @param durable whether all of it is to be on the disk for sure
   * @param progress gets how many more bytes were read from the archives
   */
  public record Extraction(
      Path target,
      TablespaceMapping mapping,
      ToolUser owner,
      boolean durable,
      LongConsumer progress) {}

  /**
   * Makes the directory. Whoever calls this has looked at the free space. On failure the target may
   * hold part of it: the caller wipes it. Tablespaces are linked to their new places; no file in
   * the directory tells of the old ones.
   *
   * @param names of the backup's archives, its manifest included
   * @return BACKUP_DAMAGED when they are no backup, or want out of the target
   * @throws IOException what the archives threw, as it is
   */
  public static Outcome<DataDirectory> extract(
      Extraction extraction, Collection<String> names, Archives archives) throws IOException {
    try {
      return Outcome.done(new Extractor(extraction, names, archives).run());
    } catch (Refused refused) {
      return Outcome.failed(refused.failure());
    }
  }

  /** As a program's argument. */
  String spelled() {
    return path.toString();
  }

  /** A file of the directory as PostgreSQL names it: {@code base/5/1259}. */
  String relative(String file) {
    Path other = Path.of(file).toAbsolutePath();
    return other.startsWith(path) ? path.relativize(other).toString() : file;
  }
}
