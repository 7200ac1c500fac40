package io.salvaguarda.backup.wal;

import io.salvaguarda.backup.catalog.WalRange;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalContinuity.Reach;
import io.salvaguarda.repository.wal.WalContinuity.Span;
import io.salvaguarda.repository.wal.WalContinuity.Timeline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What physical backups and the log together can bring back.
 *
 * @param window the instants that can be restored without a break up to the latest one
 * @param missing what keeps the newest backup from reaching the end of the log
 * @param switchedTo the timeline of the log's end, when the newest backup is of an earlier one
 */
public record Coverage(
    Optional<Window> window, Optional<Missing> missing, Optional<Integer> switchedTo) {

  /** Where there is no log, or no backup to use it with. */
  public static final Coverage NONE =
      new Coverage(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @param from where the oldest of these backups is consistent
   * @param fromTime when that backup was completed
   * @param toTime when the last of this log was stored
   */
  public record Window(int timeline, Lsn from, Lsn to, Instant fromTime, Instant toTime) {}

  /**
   * @param timeline on which the log goes on
   * @param from the first position that is missing
   * @param to the first position that is there again
   */
  public record Missing(int timeline, Lsn from, Lsn to) {}

  /**
   * A physical backup of the cluster.
   *
   * @param range its part of the log
   */
  public record Backup(WalRange range, Instant completedAt) {
    Lsn start() {
      return Lsn.parse(range.startLsn());
    }
  }

  private record End(int timeline, Span span) {}

  /**
   * @param backups of any cluster; others than the archived one are left out
   */
  public static Coverage of(WalContinuity archived, List<Backup> backups) {
    List<Backup> own =
        backups.stream()
            .filter(backup -> backup.range().systemId().equals(archived.systemId()))
            .sorted(Comparator.comparing(Backup::completedAt))
            .toList();
    Optional<End> end = end(archived);
    if (end.isEmpty() || own.isEmpty()) {
      return NONE;
    }
    Backup newest = own.getLast();
    return new Coverage(
        window(archived, own, end.get()),
        missing(archived, newest, end.get()),
        end.map(End::timeline).filter(timeline -> timeline > newest.range().timeline()));
  }

  private static Optional<End> end(WalContinuity archived) {
    return archived.timelines().reversed().stream()
        .filter(timeline -> !timeline.spans().isEmpty())
        .findFirst()
        .map(Coverage::endOf);
  }

  private static End endOf(Timeline timeline) {
    return new End(timeline.id(), timeline.spans().getLast());
  }

  private static Optional<Window> window(WalContinuity archived, List<Backup> own, End end) {
    return own.stream()
        .filter(backup -> reachesEnd(archived, backup, end))
        .findFirst()
        .map(
            oldest ->
                new Window(
                    end.timeline(),
                    Lsn.parse(oldest.range().stopLsn()),
                    new Lsn(end.span().to()),
                    oldest.completedAt(),
                    end.span().lastStoredAt()));
  }

  private static Optional<Missing> missing(WalContinuity archived, Backup newest, End end) {
    boolean newerThanTheLog =
        newest.range().timeline() > end.timeline()
            || !newest.start().isBefore(new Lsn(end.span().to()));
    if (newerThanTheLog || reachesEnd(archived, newest, end)) {
      return Optional.empty();
    }
    Lsn from =
        reach(archived, newest, end)
            .map(reached -> new Lsn(reached.to()))
            .orElse(newest.start().segmentStart(archived.segments().bytes()));
    return Optional.of(new Missing(end.timeline(), from, new Lsn(end.span().from())));
  }

  private static boolean reachesEnd(WalContinuity archived, Backup backup, End end) {
    return reach(archived, backup, end)
        .filter(reached -> reached.timeline() == end.timeline() && reached.to() == end.span().to())
        .isPresent();
  }

  /** Along the timeline of the log's end: one that only its history tells of has no log yet. */
  private static Optional<Reach> reach(WalContinuity archived, Backup backup, End end) {
    return archived.reach(backup.range().timeline(), backup.start().value(), end.timeline());
  }
}
