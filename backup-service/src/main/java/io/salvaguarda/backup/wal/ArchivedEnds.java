package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Where an archive ends, by timeline.
 *
 * @param unbroken the end of the whole segments before the first that is missing near the end:
 *     segments are put several at once, so a stream that was killed may have left one out
 * @param last the end of the last whole segment
 */
record ArchivedEnds(Map<Integer, Lsn> unbroken, Map<Integer, Lsn> last) {

  /** More than are ever put at once; what is missing further back, no stream can have left out. */
  private static final int NEAR = 64;

  static ArchivedEnds of(List<ListedWal> archived, int segmentBytes) {
    Map<Integer, NavigableSet<Lsn>> starts = new HashMap<>();
    for (ListedWal listed : archived) {
      if (!listed.partial() && listed.file().kind() == WalFile.Kind.SEGMENT) {
        starts
            .computeIfAbsent(listed.file().timeline(), timeline -> new TreeSet<>())
            .add(Lsn.ofSegment(listed.file().name(), segmentBytes));
      }
    }
    Map<Integer, Lsn> unbroken = new HashMap<>();
    Map<Integer, Lsn> last = new HashMap<>();
    starts.forEach(
        (timeline, segments) -> {
          last.put(timeline, segments.last().plus(segmentBytes));
          unbroken.put(timeline, unbrokenEnd(segments, segmentBytes));
        });
    return new ArchivedEnds(unbroken, last);
  }

  private static Lsn unbrokenEnd(NavigableSet<Lsn> segments, int segmentBytes) {
    Lsn near = segments.last().plus(-(long) NEAR * segmentBytes);
    Lsn first = segments.first();
    Lsn at = first.minus(near) > 0 ? first : near;
    at = segments.ceiling(at);
    while (segments.contains(at)) {
      at = at.plus(segmentBytes);
    }
    return at;
  }
}
