package io.salvaguarda.repository.wal;

import java.time.Instant;

/**
 * What a listing tells of an archived file, without reading its document.
 *
 * @param storedAt by the store's clock, in whole seconds; for a partial one when it last grew
 * @param partial whether only the beginning of the segment has arrived
 */
public record ListedWal(WalFile file, Instant storedAt, boolean partial) {}
