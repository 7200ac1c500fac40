package io.salvaguarda.repository.wal;

import java.time.Instant;

/**
 * An archived file, as its document tells.
 *
 * @param plainBytes of the file; of what has arrived, when it is partial
 * @param storedBytes of its chunks' objects, counted when they were put
 * @param sha256 of the plain bytes, in lower case hex
 * @param storedAt by the clock of the machine that stored it
 * @param partial whether only the beginning of the segment has arrived
 */
public record StoredWal(
    WalFile file,
    long plainBytes,
    long storedBytes,
    String sha256,
    Instant storedAt,
    boolean partial) {}
