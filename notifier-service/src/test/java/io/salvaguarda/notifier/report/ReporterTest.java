package io.salvaguarda.notifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.Level;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.history.Outcome;
import io.salvaguarda.notifier.notice.ReportKind;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReporterTest {

  private static final Instant TO = Years.END;
  private static final VerifiedBackup GOOD =
      new VerifiedBackup("shop/logical/x", TO.minus(Duration.ofDays(2)), Level.CONTENT);

  private static SourceState shop(Optional<VerifiedBackup> proven, Entry... entries) {
    return Reporter.verification(
            Years.head(ReportKind.VERIFICATION, false),
            new Reporter.Known(
                Map.of("shop", false),
                List.of(entries),
                proven.map(backup -> Map.of("shop", backup)).orElse(Map.of()),
                List.of()))
        .states()
        .getFirst();
  }

  private static Entry entry(EntryKind kind, Outcome outcome, int daysAgo) {
    return Entries.of(kind, "shop", outcome, TO.minus(Duration.ofDays(daysAgo)))
        .sized(1000, 10)
        .entry();
  }

  @Test
  void aSourceOfWhichNothingIsKnownIsLoud() {
    SourceState state = shop(Optional.empty());

    assertThat(state.loud()).isTrue();
    assertThat(state.concerns()).containsExactly(Concern.NEVER_PROVEN, Concern.NO_BACKUP);
  }

  @Test
  void aSourceThatIsBackedUpAndProvenIsQuiet() {
    SourceState state =
        shop(
            Optional.of(GOOD),
            entry(EntryKind.BACKUP, Outcome.SUCCEEDED, 1),
            entry(EntryKind.VERIFICATION, Outcome.SUCCEEDED, 1));

    assertThat(state.concerns()).isEmpty();
    assertThat(state.loud()).isFalse();
  }

  @Test
  void whatWasGoodBeforeTheWeekDoesNotCountForIt() {
    SourceState state =
        shop(
            Optional.of(GOOD),
            entry(EntryKind.BACKUP, Outcome.SUCCEEDED, 8),
            entry(EntryKind.VERIFICATION, Outcome.SUCCEEDED, 8));

    assertThat(state.concerns()).containsExactly(Concern.NO_BACKUP, Concern.NO_VERIFICATION);
    assertThat(state.lastBackupAt()).contains(TO.minus(Duration.ofDays(8)));
  }

  @Test
  void aBackupThatFailedAndThenDidNotIsMentionedQuietly() {
    SourceState state =
        shop(
            Optional.of(GOOD),
            entry(EntryKind.BACKUP, Outcome.FAILED, 2),
            entry(EntryKind.BACKUP, Outcome.SUCCEEDED, 1),
            entry(EntryKind.VERIFICATION, Outcome.SUCCEEDED, 1));

    assertThat(state.backups()).isEqualTo(new Tally(1, 2));
    assertThat(state.concerns()).containsExactly(Concern.SOME_BACKUPS_FAILED);
    assertThat(state.loud()).isFalse();
  }

  @Test
  void aBadBackupIsLoudEvenIfAnotherWasProven() {
    SourceState state =
        shop(
            Optional.of(GOOD),
            entry(EntryKind.BACKUP, Outcome.SUCCEEDED, 1),
            entry(EntryKind.VERIFICATION, Outcome.FAILED, 3),
            entry(EntryKind.VERIFICATION, Outcome.SUCCEEDED, 1));

    assertThat(state.concerns()).containsExactly(Concern.VERIFICATION_FAILED);
    assertThat(state.loud()).isTrue();
  }

  @Test
  void whatSomebodyCancelledSaysNothing() {
    SourceState state =
        shop(
            Optional.of(GOOD),
            entry(EntryKind.BACKUP, Outcome.SUCCEEDED, 1),
            entry(EntryKind.BACKUP, Outcome.CANCELLED, 1),
            entry(EntryKind.VERIFICATION, Outcome.SUCCEEDED, 1));

    assertThat(state.backups()).isEqualTo(new Tally(1, 1));
  }

  @Test
  void aDrillThatFailedLastIsLoudAndSoIsNone() {
    Report.Drills report =
        Reporter.drills(
            Years.head(ReportKind.DRILLS, false),
            new Reporter.Known(
                Map.of("shop", false, "web", false),
                List.of(
                    Entries.of(EntryKind.DRILL, "shop", Outcome.FAILED, TO.minusSeconds(60))
                        .entry(),
                    Entries.of(EntryKind.DRILL, "shop", Outcome.SUCCEEDED, TO.minusSeconds(90))
                        .drilled(5_000, 60_000)
                        .entry()),
                Map.of(),
                List.of()));

    assertThat(report.loud()).containsExactly("shop", "web");
    assertThat(report.states().getFirst().recovery()).contains(Duration.ofSeconds(5));
    assertThat(report.states().getFirst().concerns()).containsExactly(Concern.DRILL_FAILED);
    assertThat(report.states().getLast().concerns()).containsExactly(Concern.NO_DRILL);
  }

  @Test
  void theTimeToProofIsTheMedianOfTheWeek() {
    Instant at = TO.minus(Duration.ofDays(1));
    List<Entry> entries =
        List.of(
            Entries.of(EntryKind.VERIFICATION, "shop", Outcome.SUCCEEDED, at)
                .of(at.minus(Duration.ofHours(1)))
                .entry(),
            Entries.of(EntryKind.VERIFICATION, "shop", Outcome.SUCCEEDED, at)
                .of(at.minus(Duration.ofHours(9)))
                .entry(),
            Entries.of(EntryKind.VERIFICATION, "shop", Outcome.SUCCEEDED, at)
                .of(at.minus(Duration.ofHours(2)))
                .entry(),
            Entries.of(EntryKind.VERIFICATION, "shop", Outcome.FAILED, at)
                .of(at.minus(Duration.ofHours(1)))
                .entry());

    Report.Verification report =
        Reporter.verification(
            Years.head(ReportKind.VERIFICATION, false),
            new Reporter.Known(Map.of("shop", false), entries, Map.of(), List.of()));

    assertThat(report.rates()).hasSize(13);
    assertThat(report.rates().getLast().provenAfter()).contains(Duration.ofHours(2));
    assertThat(report.rates().getLast().verifications()).isEqualTo(new Tally(3, 4));
  }
}
