package io.salvaguarda.restore.window;

import io.salvaguarda.postgres.replication.Lsn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * To which instants a source can be recovered.
 *
 * @param reaches of each backup along each timeline
 */
public record RecoveryWindow(List<Reach> reaches) {

  /**
   * Instants without a gap, all on one timeline.
   *
   * @param broken whether WAL is missing where it ends, and not only yet to come
   */
  public record Range(
      String systemId,
      int timeline,
      Instant from,
      Instant to,
      Lsn fromLsn,
      Lsn toLsn,
      boolean broken) {

    private static Range of(Reach reach) {
      StartingPoint start = reach.start();
      return new Range(
          start.facts().systemId(),
          reach.timeline(),
          start.stoppedAt(),
          reach.endTime(),
          start.stop(),
          reach.end(),
          reach.broken());
    }

    /** What begins inside another and ends with it, adds nothing. */
    private boolean isWithin(Range other) {
      return systemId.equals(other.systemId)
          && timeline == other.timeline
          && !fromLsn.isBefore(other.fromLsn)
          && !other.toLsn.isBefore(toLsn);
    }

    @Override
    public String toString() {
      return "%s to %s (%s to %s, timeline %d%s)"
          .formatted(from, to, fromLsn, toLsn, timeline, broken ? "; then WAL is missing" : "");
    }
  }

  public RecoveryWindow {
    reaches = List.copyOf(reaches);
  }

  /** The newest first. */
  public List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    reaches.stream()
        .map(Range::of)
        .sorted(Comparator.comparing(Range::from))
        .filter(range -> ranges.stream().noneMatch(range::isWithin))
        .forEach(ranges::add);
    return ranges.reversed();
  }

  /** For people. */
  public String text() {
    return reaches.isEmpty()
        ? "nothing: there is no physical backup to start from"
        : ranges().stream().map(Range::toString).collect(Collectors.joining("; "));
  }
}
