package io.salvaguarda.restore.window;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.wal.WalContinuity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a recovery from one backup can go, along one timeline.
 *
 * @param timeline that is followed
 * @param end behind the last byte of WAL
 * @param endTime the second in which that byte was archived: what was committed later is not in it
 * @param broken whether WAL is missing there and some that comes after it is archived
 */
public record Reach(StartingPoint start, int timeline, Lsn end, Instant endTime, boolean broken) {

  /** Along each timeline that goes through the backup, the newest first; at least its own. */
  static List<Reach> allOf(StartingPoint start, Optional<WalContinuity> wal) {
    return Stream.concat(
            Stream.of(start.timeline()),
            wal.stream().flatMap(w -> w.timelines().stream()).map(WalContinuity.Timeline::id))
        .distinct()
        .sorted(Comparator.reverseOrder())
        .flatMap(timeline -> along(start, wal, timeline).stream())
        .toList();
  }

  private static Optional<Reach> along(
      StartingPoint start, Optional<WalContinuity> wal, int timeline) {
    Optional<Reach> found =
        wal.flatMap(w -> w.reach(start.timeline(), start.stop().value(), timeline))
            .filter(reach -> start.stop().isBefore(new Lsn(reach.to())))
            .map(reach -> of(start, wal.orElseThrow(), timeline, reach));
    return timeline == start.timeline() ? Optional.of(found.orElse(alone(start, wal))) : found;
  }

  private static Reach of(
      StartingPoint start, WalContinuity wal, int timeline, WalContinuity.Reach found) {
    Lsn end = new Lsn(found.to());
    Instant time =
        found.storedAt().isBefore(start.stoppedAt()) ? start.stoppedAt() : found.storedAt();
    return new Reach(start, timeline, end, time, goesOn(wal, timeline, end));
  }

  /** The backup holds all that it needs itself. */
  private static Reach alone(StartingPoint start, Optional<WalContinuity> wal) {
    boolean broken = wal.filter(w -> goesOn(w, start.timeline(), start.stop())).isPresent();
    return new Reach(start, start.timeline(), start.stop(), start.stoppedAt(), broken);
  }

  private static boolean goesOn(WalContinuity wal, int timeline, Lsn end) {
    return wal.timeline(timeline).stream()
        .flatMap(found -> found.spans().stream())
        .anyMatch(span -> end.isBefore(new Lsn(span.from())));
  }

  /**
   * Whether all that was committed by then, and nothing else, may be had. Stores tell whole
   * seconds: within the last one, only the WAL itself can say.
   */
  boolean includes(Instant time) {
    boolean early =
        goesBeyondBackup() ? time.isBefore(endTime.plusSeconds(1)) : !time.isAfter(endTime);
    return !time.isBefore(start.stoppedAt()) && early;
  }

  /** At the very end there is no record behind the position at which a recovery could stop. */
  boolean includes(Lsn position) {
    return !position.isBefore(start.stop()) && position.isBefore(end);
  }

  /** Whether anything can be replayed beyond the backup. */
  boolean goesBeyondBackup() {
    return start.stop().isBefore(end);
  }

  /** WAL that is replayed at most. */
  public long walBytes() {
    return end.minus(Lsn.parse(start.facts().startLsn()));
  }

  /**
   * Where a recovery to the end must come to at least: into the last segment. Its rest may be
   * empty, when the server went on to the next one early.
   */
  Lsn lastCertain() {
    Lsn last = end.plus(-1).segmentStart(start.facts().walSegmentBytes());
    return last.isBefore(start.stop()) ? start.stop() : last;
  }
}
