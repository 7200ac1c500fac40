package io.salvaguarda.repository.wal;

import java.time.Instant;

/**
 * An archived file, as its document tells.
 *
 * @param plainBytes of the file; of what has arrived, when it is partial
 * @param storedBytes what storing it took: size of those of its chunks' objects that were put for
 *     it
 * @param storedAt by the clock of the machine that stored it
 * @param partial whether only the beginning of the segment has arrived
 */
public record StoredWal(
    WalFile file, long plainBytes, long storedBytes, Instant storedAt, boolean partial) {}
