package io.salvaguarda.notifier.report.page;

import io.salvaguarda.config.Language;
import io.salvaguarda.notifier.notice.VerifiedBackup;
import io.salvaguarda.notifier.report.Rate;
import io.salvaguarda.notifier.report.Report;
import io.salvaguarda.notifier.report.SourceState;
import io.salvaguarda.notifier.report.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The report on backups and their proofs, in words. */
final class VerificationPage {

  private final Language language;

  VerificationPage(Language language) {
    this.language = language;
  }

  Page of(Report.Verification report) {
    Phrases say = new Phrases(language, report.head());
    return new Page(
        language.tag(),
        report.loud().isEmpty() ? Page.Tone.GOOD : Page.Tone.BAD,
        say.subject(report),
        say.say("report.label"),
        say.title(report),
        say.period(report.head()),
        say.lead(report),
        tiles(report, say),
        say.say("report.alarms"),
        report.states().stream()
            .filter(SourceState::loud)
            .map(state -> new Page.Alarm(state.sourceId(), say.concerns(state.concerns())))
            .toList(),
        tables(report, say),
        say.say("report.verification.plots"),
        plots(report, say),
        say.footer(report));
  }

  private static List<Page.Tile> tiles(Report.Verification report, Phrases say) {
    Rate now = report.rates().getLast();
    int proven = (int) report.states().stream().filter(s -> s.verifications().good() > 0).count();
    int all = report.states().size();
    return List.of(
        new Page.Tile(
            say.say("tile.proven"),
            say.say("report.of", proven, all),
            say.say("tile.proven.note"),
            proven == all ? Page.Tone.GOOD : Page.Tone.BAD),
        say.rate("tile.backups", now.backups()),
        say.rate("tile.verifications", now.verifications()),
        new Page.Tile(
            say.say("tile.proven-after"),
            now.provenAfter().map(say.figures::span).orElse(Phrases.NONE),
            say.say("tile.proven-after.note"),
            Page.Tone.PLAIN));
  }

  private static List<Page.Table> tables(Report.Verification report, Phrases say) {
    List<Page.Table> tables = new ArrayList<>();
    tables.add(
        new Page.Table(
            say.say("table.sources"),
            Optional.empty(),
            Stream.of("source", "backups", "last-backup", "size", "proven", "state")
                .map(each -> say.say("column." + each))
                .toList(),
            report.states().stream().map(state -> row(state, report, say)).toList()));
    if (!report.storage().isEmpty()) {
      tables.add(new StorageTable(say).of(report.storage()));
    }
    return tables;
  }

  private static List<Page.Cell> row(SourceState state, Report.Verification report, Phrases say) {
    Tally backups = state.backups();
    return List.of(
        Page.Cell.of(state.sourceId()),
        backups.isEmpty()
            ? new Page.Cell(say.say("report.none"), Page.Tone.BAD)
            : say.tally(backups),
        Page.Cell.of(state.lastBackupAt().map(say.figures::shortly).orElse(Phrases.NONE)),
        Page.Cell.of(state.lastBytes().map(say.figures::bytes).orElse(Phrases.NONE)),
        state
            .proven()
            .map(backup -> proven(backup, report, say))
            .orElseGet(() -> new Page.Cell(say.say("report.none"), Page.Tone.BAD)),
        say.state(state.concerns()));
  }

  private static Page.Cell proven(VerifiedBackup backup, Report.Verification report, Phrases say) {
    Duration age = Duration.between(backup.completedAt(), report.head().madeAt());
    Duration roughly = age.toDays() > 0 ? Duration.ofDays(age.toDays()) : age;
    return Page.Cell.of(
        say.say(
            "report.proven", say.figures.shortly(backup.completedAt()), say.figures.span(roughly)));
  }

  private static List<Page.Plot> plots(Report.Verification report, Phrases say) {
    return new Plots(say.words, report.head().zone())
        .rates(
            report.rates(),
            List.of(
                new Plots.Sort("tile.backups", Rate::backups),
                new Plots.Sort("tile.verifications", Rate::verifications)))
        .bytes("size", report.sizes())
        .durations("duration", report.durations())
        .provenAfter(report.rates())
        .bytes("storage", StorageTable.series(report.storage()))
        .drawn();
  }
}
