package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import java.io.IOException;
import java.util.Set;

/** Which chunks the repository's backups need. */
@FunctionalInterface
public interface References {

  /**
   * The chunks of all backups that there are now.
   *
   * @throws IOException when a single one cannot be read or is not authentic
   */
  Set<ChunkId> read() throws IOException;
}
