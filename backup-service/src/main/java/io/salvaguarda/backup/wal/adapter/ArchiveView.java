package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalContinuity;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What an archive holds, as looked at last. Looking reads one long listing: it is done so rarely
 * that it takes a twentieth of the time at most.
 */
final class ArchiveView {

  private static final int SHARE = 20;

  private WalContinuity seen;
  private long lookAgain;

  /** Empty while nothing is archived. */
  Optional<WalContinuity> of(WalArchive archive, int segmentBytes) throws IOException {
    Optional<String> systemId = archive.current();
    if (systemId.isEmpty()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    boolean other = seen == null || !seen.systemId().equals(systemId.get());
    if (other || begin - lookAgain >= 0) {
      seen = archive.continuity(systemId.get(), segmentBytes);
      long took = System.nanoTime() - begin;
      lookAgain = begin + Math.min(took * SHARE, Duration.ofHours(1).toNanos());
    }
    return Optional.of(seen);
  }
}
