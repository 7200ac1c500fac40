package io.salvaguarda.notifier.report.page;

import io.salvaguarda.config.Language;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.notifier.report.DrillState;
import io.salvaguarda.notifier.report.Rate;
import io.salvaguarda.notifier.report.Report;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The report on practised restores, in words. */
final class DrillsPage {

  private final Language language;

  DrillsPage(Language language) {
    this.language = language;
  }

  Page of(Report.Drills report) {
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
            .filter(DrillState::loud)
            .map(state -> new Page.Alarm(name(state, say), say.concerns(state.concerns())))
            .toList(),
        List.of(table(report, say)),
        say.say("report.drills.plots"),
        plots(report, say),
        say.footer(report));
  }

  private static List<Page.Tile> tiles(Report.Drills report, Phrases say) {
    int all = report.sources();
    int drilled = all - report.loud().size();
    return List.of(
        new Page.Tile(
            say.say("tile.drilled"),
            say.say("report.of", drilled, all),
            say.say("tile.drilled.note"),
            drilled == all ? Page.Tone.GOOD : Page.Tone.BAD),
        say.rate("tile.drills", report.rates().getLast().drills()),
        longest("tile.recovery", report, say, DrillState::recovery),
        longest("tile.loss", report, say, DrillState::loss));
  }

  /** The worst case, and whose it is. */
  private static Page.Tile longest(
      String key,
      Report.Drills report,
      Phrases say,
      Function<DrillState, Optional<Duration>> figure) {
    return report.states().stream()
        .filter(state -> figure.apply(state).isPresent())
        .max(Comparator.comparing(state -> figure.apply(state).orElseThrow()))
        .map(
            worst ->
                new Page.Tile(
                    say.say(key),
                    say.figures.span(figure.apply(worst).orElseThrow()),
                    name(worst, say),
                    Page.Tone.PLAIN))
        .orElseGet(
            () ->
                new Page.Tile(say.say(key), Phrases.NONE, say.say("report.none"), Page.Tone.PLAIN));
  }

  private static Page.Table table(Report.Drills report, Phrases say) {
    return new Page.Table(
        say.say("table.drills"),
        Optional.empty(),
        Stream.of("source", "drills", "last-drill", "recovery", "change", "loss", "state")
            .map(each -> say.say("column." + each))
            .toList(),
        report.states().stream().map(state -> row(state, say)).toList());
  }

  private static List<Page.Cell> row(DrillState state, Phrases say) {
    return List.of(
        Page.Cell.of(name(state, say)),
        state.drills().isEmpty()
            ? new Page.Cell(say.say("report.none"), Page.Tone.BAD)
            : say.tally(state.drills()),
        Page.Cell.of(state.lastAt().map(say.figures::shortly).orElse(Phrases.NONE)),
        Page.Cell.of(state.recovery().map(say.figures::span).orElse(Phrases.NONE)),
        change(state, say),
        Page.Cell.of(state.loss().map(say.figures::span).orElse(Phrases.NONE)),
        say.state(state.concerns()));
  }

  /** Against the drill before; what takes half as long again is worth a look. */
  private static Page.Cell change(DrillState state, Phrases say) {
    if (state.recovery().isEmpty()
        || state.recoveryBefore().isEmpty()
        || state.recoveryBefore().get().isZero()) {
      return Page.Cell.of(Phrases.NONE);
    }
    double by =
        (double) state.recovery().get().toMillis() / state.recoveryBefore().get().toMillis() - 1;
    return new Page.Cell(
        say.say("unit.change", Math.round(by * 100)),
        by >= 0.5 ? Page.Tone.WARNING : Page.Tone.PLAIN);
  }

  private static String name(DrillState state, Phrases say) {
    return state.kind() == BackupKind.PHYSICAL
        ? say.say("report.physical", state.sourceId())
        : state.sourceId();
  }

  private static List<Page.Plot> plots(Report.Drills report, Phrases say) {
    return new Plots(say.words, report.head().zone())
        .durations("recovery", report.recoveries())
        .durations("loss", report.losses())
        .rates(report.rates(), List.of(new Plots.Sort("tile.drills", Rate::drills)))
        .drawn();
  }
}
