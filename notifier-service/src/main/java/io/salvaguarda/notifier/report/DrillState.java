package io.salvaguarda.notifier.report;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.notifier.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How practised restores of a source and kind of backup went in a period.
 *
 * @param lastAt the end of the latest drill, which may be before the period
 * @param recovery what the latest that succeeded took
 * @param recoveryBefore what the one before that took
 * @param loss what would have been lost at most
 */
public record DrillState(
    String sourceId,
    BackupKind kind,
    Tally drills,
    Optional<Instant> lastAt,
    Optional<Duration> recovery,
    Optional<Duration> recoveryBefore,
    Optional<Duration> loss,
    List<Concern> concerns) {

  public DrillState {
    concerns = List.copyOf(concerns);
  }

  /**
   * @param drills of the source and kind
   */
  static DrillState of(String sourceId, BackupKind kind, Period period, Collection<Entry> drills) {
    List<Entry> newestFirst =
        drills.stream()
            .filter(Entry::counts)
            .sorted(Comparator.comparing(Entry::endedAt).reversed())
            .toList();
    List<Entry> good = newestFirst.stream().filter(Entry::succeeded).toList();
    Tally tally =
        Tally.of(newestFirst.stream().filter(each -> period.holds(each.endedAt())).toList());
    return new DrillState(
        sourceId,
        kind,
        tally,
        newestFirst.stream().findFirst().map(Entry::endedAt),
        good.stream().findFirst().map(each -> Duration.ofMillis(each.recoveryMillis())),
        good.stream().skip(1).findFirst().map(each -> Duration.ofMillis(each.recoveryMillis())),
        good.stream().findFirst().map(each -> Duration.ofMillis(each.lossMillis())),
        concerns(tally, newestFirst));
  }

  private static List<Concern> concerns(Tally tally, List<Entry> newestFirst) {
    if (tally.isEmpty()) {
      return List.of(Concern.NO_DRILL);
    }
    return newestFirst.getFirst().succeeded() ? List.of() : List.of(Concern.DRILL_FAILED);
  }

  /** Whether somebody must act. */
  public boolean loud() {
    return concerns.stream().anyMatch(Concern::loud);
  }
}
