package io.salvaguarda.notifier.report;

import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.history.Outcome;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a source fared in a period.
 *
 * @param lastBackupAt the end of its latest good backup, which may be before the period
 * @param lastBytes what that read from the source
 * @param proven the newest backup that is known to be good
 * @param provenAfter how long the latest proof in the period came after its backup
 */
public record SourceState(
    String sourceId,
    Tally backups,
    Tally verifications,
    Optional<Instant> lastBackupAt,
    Optional<Long> lastBytes,
    Optional<VerifiedBackup> proven,
    Optional<Duration> provenAfter,
    List<Concern> concerns) {

  public SourceState {
    concerns = List.copyOf(concerns);
  }

  static SourceState of(
      String sourceId, Period period, Collection<Entry> entries, Optional<VerifiedBackup> proven) {
    List<Entry> backups = of(EntryKind.BACKUP, entries);
    List<Entry> verifications = of(EntryKind.VERIFICATION, entries);
    Tally taken = Tally.of(in(period, backups));
    Tally verified = Tally.of(in(period, verifications));
    Optional<Entry> last = latest(backups);
    return new SourceState(
        sourceId,
        taken,
        verified,
        last.map(Entry::endedAt),
        last.map(Entry::plainBytes),
        proven,
        latest(in(period, verifications)).flatMap(Entry::provenAfter),
        concerns(taken, verified, in(period, verifications), proven));
  }

  /** Whether somebody must act. */
  public boolean loud() {
    return concerns.stream().anyMatch(Concern::loud);
  }

  private static List<Concern> concerns(
      Tally backups, Tally verified, List<Entry> verifications, Optional<VerifiedBackup> proven) {
    List<Concern> concerns = new ArrayList<>();
    if (proven.isEmpty()) {
      concerns.add(Concern.NEVER_PROVEN);
    }
    if (backups.good() == 0) {
      concerns.add(Concern.NO_BACKUP);
    }
    if (verifications.stream().anyMatch(each -> each.outcome() == Outcome.FAILED)) {
      concerns.add(Concern.VERIFICATION_FAILED);
    }
    if (verified.good() == 0 && proven.isPresent()) {
      concerns.add(Concern.NO_VERIFICATION);
    }
    if (backups.good() > 0 && backups.good() < backups.all()) {
      concerns.add(Concern.SOME_BACKUPS_FAILED);
    }
    return concerns;
  }

  private static List<Entry> of(EntryKind kind, Collection<Entry> entries) {
    return entries.stream().filter(each -> each.kind() == kind).toList();
  }

  private static List<Entry> in(Period period, List<Entry> entries) {
    return entries.stream().filter(each -> period.holds(each.endedAt())).toList();
  }

  private static Optional<Entry> latest(List<Entry> entries) {
    return entries.stream().filter(Entry::succeeded).max(Comparator.comparing(Entry::endedAt));
  }
}
