package io.salvaguarda.notifier.report;

import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What part of the work in a period went well.
 *
 * @param provenAfter the median time from the end of a backup to its proof
 */
public record Rate(
    Period period,
    Tally backups,
    Tally verifications,
    Tally drills,
    Optional<Duration> provenAfter) {

  static List<Rate> over(List<Period> periods, Collection<Entry> entries) {
    return periods.stream()
        .map(
            period ->
                in(period, entries.stream().filter(each -> period.holds(each.endedAt())).toList()))
        .toList();
  }

  private static Rate in(Period period, List<Entry> entries) {
    return new Rate(
        period,
        tally(EntryKind.BACKUP, entries),
        tally(EntryKind.VERIFICATION, entries),
        tally(EntryKind.DRILL, entries),
        median(entries.stream().flatMap(each -> each.provenAfter().stream()).sorted().toList()));
  }

  private static Tally tally(EntryKind kind, List<Entry> entries) {
    return Tally.of(entries.stream().filter(each -> each.kind() == kind).toList());
  }

  private static Optional<Duration> median(List<Duration> sorted) {
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }
}
