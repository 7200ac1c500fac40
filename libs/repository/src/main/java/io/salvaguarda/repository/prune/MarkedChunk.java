package io.salvaguarda.repository.prune;

import io.salvaguarda.repository.chunk.ChunkId;
import java.time.Instant;

/**
 * A chunk as it was when no backup needed it.
 *
 * @param bytes its object's size
 * @param modified when its object had last been put: if that is another time now, someone needed it
 */
record MarkedChunk(ChunkId id, long bytes, Instant modified) {}
