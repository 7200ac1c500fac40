package io.salvaguarda.notifier.report;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.notifier.history.Entry;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A figure of one thing over time, the oldest point first. */
public record Series(String name, List<Point> points) {

  /** What it was at an instant. */
  public record Point(Instant at, double value) {}

  /** Of more lines than these nobody could tell which is which. */
  public static final int MOST = 6;

  public Series {
    points = List.copyOf(points);
  }

  /**
   * A series for each source and kind of backup: the {@link #MOST} largest, by their latest values.
   *
   * @param figure empty where an entry has none
   */
  static List<Series> of(Collection<Entry> entries, Function<Entry, Optional<Double>> figure) {
    return entries.stream()
        .filter(Entry::succeeded)
        .filter(entry -> figure.apply(entry).isPresent())
        .sorted(Comparator.comparing(Entry::endedAt))
        .collect(
            Collectors.groupingBy(
                Series::nameOf,
                Collectors.mapping(
                    entry -> new Point(entry.endedAt(), figure.apply(entry).orElseThrow()),
                    Collectors.toList())))
        .entrySet()
        .stream()
        .map(each -> new Series(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparingDouble((Series each) -> each.points().getLast().value())
                .reversed()
                .thenComparing(Series::name))
        .limit(MOST)
        .toList();
  }

  private static String nameOf(Entry entry) {
    return entry.backupKind() == BackupKind.PHYSICAL
        ? entry.sourceId() + " (physical)"
        : entry.sourceId();
  }
}
