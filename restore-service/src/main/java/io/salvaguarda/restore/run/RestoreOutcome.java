package io.salvaguarda.restore.run;

import io.salvaguarda.events.Failure;
import io.salvaguarda.repository.chunk.ChunkId;
import java.util.Optional;

/** How one attempt to restore ended. */
public sealed interface RestoreOutcome {

  /** The data is there and was counted. */
  record Restored(RestoreResult result) implements RestoreOutcome {}

  /** Nothing was put into use. */
  record Failed(Failure failure) implements RestoreOutcome {}

  /**
   * Nothing was put into use, because the backup is bad: read twice, and twice not what was stored.
   *
   * @param chunk the chunk that cannot be had back; empty when it is the manifest
   * @param finding what is wrong with it, for people
   */
  record Damaged(Failure failure, Optional<ChunkId> chunk, String finding)
      implements RestoreOutcome {}
}
