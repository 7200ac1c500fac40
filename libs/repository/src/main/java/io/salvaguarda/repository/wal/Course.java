package io.salvaguarda.repository.wal;

import io.salvaguarda.repository.wal.TimelineHistory.Switch;
import io.salvaguarda.repository.wal.WalContinuity.Reach;
import io.salvaguarda.repository.wal.WalContinuity.Span;
import io.salvaguarda.repository.wal.WalContinuity.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The timelines that a recovery passes, as PostgreSQL does: the segment in which one was left is
 * read from the one that branched off there, which begins with a copy of it.
 *
 * @param from where the recovery begins
 * @param legs in the order of recovery
 */
record Course(WalContinuity wal, long from, List<Leg> legs) {

  /**
   * @param begin the first segment that is read from this timeline
   */
  private record Leg(int timeline, long begin) {}

  /** Empty when the target does not descend from the position on the timeline. */
  static Optional<Course> of(WalContinuity wal, int timeline, long from, int target) {
    List<Leg> legs = new ArrayList<>();
    legs.add(new Leg(timeline, wal.segments().floor(from)));
    if (timeline == target) {
      return Optional.of(new Course(wal, from, legs));
    }
    List<Switch> switches =
        wal.timeline(target)
            .flatMap(Timeline::history)
            .map(TimelineHistory::switches)
            .orElse(List.of());
    boolean passed = false;
    for (int i = 0; i < switches.size(); i++) {
      Switch left = switches.get(i);
      passed |= left.timeline() == timeline && from < left.at();
      if (passed) {
        int next = i + 1 < switches.size() ? switches.get(i + 1).timeline() : target;
        legs.add(new Leg(next, wal.segments().floor(left.at())));
      }
    }
    return passed ? Optional.of(new Course(wal, from, legs)) : Optional.empty();
  }

  Optional<Reach> reach() {
    Optional<Reach> reached = Optional.empty();
    for (int i = 0; i < legs.size(); i++) {
      Leg leg = legs.get(i);
      long end = i + 1 < legs.size() ? legs.get(i + 1).begin() : Long.MAX_VALUE;
      if (end <= leg.begin()) {
        continue; // it was left in the segment in which it, or the recovery, began
      }
      Optional<Span> span = spanAt(leg);
      if (span.isEmpty()) {
        return reached;
      }
      long to = Math.min(span.get().to(), end);
      reached = Optional.of(new Reach(leg.timeline(), to, span.get().lastStoredAt()));
      if (to < end) {
        return reached;
      }
    }
    return reached;
  }

  private Optional<Span> spanAt(Leg leg) {
    long needed = Math.max(from, leg.begin());
    return wal.timeline(leg.timeline()).map(Timeline::spans).orElse(List.of()).stream()
        .filter(span -> span.contains(needed) && span.from() <= leg.begin())
        .findFirst();
  }
}
