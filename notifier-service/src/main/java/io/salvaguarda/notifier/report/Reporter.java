package io.salvaguarda.notifier.report;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.notice.ReportKind;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes reports out of what is known. */
public final class Reporter {

  private Reporter() {}

  /**
   * What there is to tell.
   *
   * @param sources the configured sources of the report, by id: whether each is also backed up
   *     physically
   * @param history of the report's whole trend, of any source
   * @param proven the newest backup of each source that is known to be good
   * @param storage empty where the report is not whole
   */
  public record Known(
      Map<String, Boolean> sources,
      Collection<Entry> history,
      Map<String, VerifiedBackup> proven,
      List<StorageOutlook> storage) {}

  public static Report.Verification verification(Head head, Known known) {
    List<Entry> entries = ofSources(known);
    Map<String, List<Entry>> bySource = bySource(entries);
    List<Entry> backups = of(EntryKind.BACKUP, entries);
    return new Report.Verification(
        head,
        known.sources().keySet().stream()
            .map(
                source ->
                    SourceState.of(
                        source,
                        head.period(),
                        bySource.getOrDefault(source, List.of()),
                        Optional.ofNullable(known.proven().get(source))))
            .sorted(
                Comparator.comparing((SourceState state) -> !state.loud())
                    .thenComparing(SourceState::sourceId))
            .toList(),
        Rate.over(Period.trend(ReportKind.VERIFICATION, head.period().to(), head.zone()), entries),
        Series.of(backups, each -> Optional.ofNullable(each.plainBytes()).map(Long::doubleValue)),
        Series.of(backups, each -> each.took().map(took -> took.toMillis() / 1000.0)),
        known.storage());
  }

  public static Report.Drills drills(Head head, Known known) {
    List<Entry> entries = of(EntryKind.DRILL, ofSources(known));
    Map<String, List<Entry>> bySource = bySource(entries);
    return new Report.Drills(
        head,
        known.sources().entrySet().stream()
            .flatMap(
                source ->
                    kinds(source.getValue())
                        .map(
                            kind ->
                                DrillState.of(
                                    source.getKey(),
                                    kind,
                                    head.period(),
                                    bySource.getOrDefault(source.getKey(), List.of()).stream()
                                        .filter(each -> each.backupKind() == kind)
                                        .toList())))
            .sorted(
                Comparator.comparing((DrillState state) -> !state.loud())
                    .thenComparing(DrillState::sourceId)
                    .thenComparing(DrillState::kind))
            .toList(),
        Rate.over(Period.trend(ReportKind.DRILLS, head.period().to(), head.zone()), entries),
        Series.of(
            entries,
            each -> Optional.ofNullable(each.recoveryMillis()).map(millis -> millis / 1000.0)),
        Series.of(
            entries,
            each -> Optional.ofNullable(each.lossMillis()).map(millis -> millis / 1000.0)));
  }

  private static Stream<BackupKind> kinds(boolean physical) {
    return physical
        ? Stream.of(BackupKind.LOGICAL, BackupKind.PHYSICAL)
        : Stream.of(BackupKind.LOGICAL);
  }

  private static List<Entry> ofSources(Known known) {
    return known.history().stream()
        .filter(each -> known.sources().containsKey(each.sourceId()))
        .toList();
  }

  private static Map<String, List<Entry>> bySource(List<Entry> entries) {
    return entries.stream().collect(Collectors.groupingBy(Entry::sourceId));
  }

  private static List<Entry> of(EntryKind kind, List<Entry> entries) {
    return entries.stream().filter(each -> each.kind() == kind).toList();
  }
}
