package io.salvaguarda.backup.catalog;

import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.replication.Lsn;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * The part of its cluster's log without which a physical backup cannot be restored, and which it
 * holds itself.
 *
 * @param systemId the cluster's identifier, decimal
 * @param startLsn where replay begins, {@code X/X}: what follows a restore's target is replayed
 *     from here
 * @param stopLsn where the cluster is consistent, {@code X/X}
 * @param walSegmentBytes the size of one file of the log
 */
public record WalRange(
    String systemId, int timeline, String startLsn, String stopLsn, int walSegmentBytes) {

  static WalRange of(ClusterFacts facts) {
    return new WalRange(
        facts.systemId(),
        facts.timeline(),
        facts.startLsn(),
        facts.stopLsn(),
        facts.walSegmentBytes());
  }

  /** The name of the oldest of the log's files that a restore replays. */
  public String firstSegment() {
    return Lsn.parse(startLsn).segmentName(timeline, walSegmentBytes);
  }

  /** The one of them that begins first, whatever its timeline: no other needs what is older. */
  public static Optional<WalRange> oldest(Collection<WalRange> ranges) {
    return ranges.stream().min(Comparator.comparing(range -> Lsn.parse(range.startLsn())));
  }
}
