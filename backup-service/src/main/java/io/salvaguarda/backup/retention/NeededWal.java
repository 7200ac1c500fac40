package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.WalRange;
import io.salvaguarda.repository.wal.WalFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What of a source's archived log its physical backups need, held and quarantined ones among them.
 * Of a cluster without any backup all of it is.
 */
public final class NeededWal {

  private static final int TIMELINE_DIGITS = 8;

  private final Map<String, String> firstSegments;

  private NeededWal(Map<String, String> firstSegments) {
    this.firstSegments = firstSegments;
  }

  /** Of a source with these backups. */
  public static NeededWal by(Collection<WalRange> backups) {
    return new NeededWal(
        backups.stream()
            .collect(
                Collectors.groupingBy(
                    WalRange::systemId,
                    Collectors.collectingAndThen(Collectors.toList(), NeededWal::first))));
  }

  private static String first(List<WalRange> backups) {
    return WalRange.oldest(backups).orElseThrow().firstSegment();
  }

  /** The first segment that is needed, whatever its timeline; by cluster. */
  public Map<String, String> firstSegments() {
    return firstSegments;
  }

  /** Whether any backup may need it: histories are of use to all. */
  public boolean holds(WalFile file) {
    String first = firstSegments.get(file.systemId());
    return first == null
        || file.kind() == WalFile.Kind.HISTORY
        || file.name().substring(TIMELINE_DIGITS).compareTo(first.substring(TIMELINE_DIGITS)) >= 0;
  }
}
