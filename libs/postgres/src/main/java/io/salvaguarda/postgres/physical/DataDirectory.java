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
 * @param path mode 0700, of the owner
 * @param tablespaces where they are, by OID
 */
public record DataDirectory(Path path, Map<Long, Path> tablespaces, ToolUser owner) {

  public DataDirectory {
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
   * hold part of it: the caller wipes it.
   *
   * @param names the backup's archives; the manifest of the server becomes a file of the directory
   * @return BACKUP_DAMAGED when the archives are no backup or want out of the target
   * @throws IOException what the archives threw, as it is
   */
  public static Outcome<DataDirectory> extract(
      Extraction extraction, Collection<String> names, Archives archives) throws IOException {
    throw new UnsupportedOperationException();
  }
}
