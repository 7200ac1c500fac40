package io.salvaguarda.repository.wal;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * What a listing tells of an archived file, without reading its document.
 *
 * @param storedAt by the store's clock, in whole seconds; for a partial one when it last grew
 * @param arrivedBytes how much of the segment has arrived; empty when all of it has
 */
public record ListedWal(WalFile file, Instant storedAt, OptionalInt arrivedBytes) {

  /** Whether only the beginning of the segment has arrived. */
  public boolean partial() {
    return arrivedBytes.isPresent();
  }
}
