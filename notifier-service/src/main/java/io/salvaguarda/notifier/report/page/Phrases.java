package io.salvaguarda.notifier.report.page;

import io.salvaguarda.config.Language;
import io.salvaguarda.notifier.letter.Figures;
import io.salvaguarda.notifier.letter.Printable;
import io.salvaguarda.notifier.letter.Wording;
import io.salvaguarda.notifier.report.Concern;
import io.salvaguarda.notifier.report.Head;
import io.salvaguarda.notifier.report.Report;
import io.salvaguarda.notifier.report.Tally;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What both reports say in the same way. */
final class Phrases {

  static final String NONE = "–";

  final Wording words;
  final Figures figures;

  Phrases(Language language, Head head) {
    this.words = Wording.in(language);
    this.figures = new Figures(words, head.zone());
  }

  String say(String key, Object... arguments) {
    return Printable.line(words.say(key, arguments));
  }

  String title(Report report) {
    return say("report." + report.kind().key() + ".title");
  }

  String subject(Report report) {
    String state =
        report.loud().isEmpty()
            ? say("report.subject.good")
            : say("report.subject.loud", report.loud().size());
    return say(
        "report.subject",
        say("report.label"),
        title(report),
        figures.day(report.head().period().to()),
        state);
  }

  /** Of whom and when it tells. */
  String period(Head head) {
    return say(
        head.whole() ? "report.period.whole" : "report.period.team",
        head.team(),
        figures.minute(head.period().from()),
        figures.minute(head.period().to()),
        head.zone().getId());
  }

  String lead(Report report) {
    String key = "report." + report.kind().key();
    if (report.sources() == 0) {
      return say("report.lead.empty");
    }
    return report.loud().isEmpty()
        ? say(key + ".lead.good", report.sources())
        : say(key + ".lead.loud", report.loud().size(), report.sources());
  }

  List<String> footer(Report report) {
    Head head = report.head();
    return List.of(
        say(head.whole() ? "report.footer.whole" : "report.footer.team", head.team()),
        say("report.footer.made", figures.when(head.madeAt()), head.id()));
  }

  String concerns(List<Concern> concerns) {
    return concerns.stream().map(each -> say("concern." + each)).collect(Collectors.joining("; "));
  }

  Page.Tone tone(List<Concern> concerns) {
    if (concerns.isEmpty()) {
      return Page.Tone.GOOD;
    }
    return concerns.stream().anyMatch(Concern::loud) ? Page.Tone.BAD : Page.Tone.WARNING;
  }

  /** A cell that says what is wrong, or that nothing is. */
  Page.Cell state(List<Concern> concerns) {
    return new Page.Cell(
        concerns.isEmpty() ? say("concern.none") : concerns(concerns), tone(concerns));
  }

  /** {@code 7 of 7}; nothing to count is loud in the table's other cells. */
  Page.Cell tally(Tally tally) {
    if (tally.isEmpty()) {
      return Page.Cell.of(NONE);
    }
    return new Page.Cell(
        say("report.of", tally.good(), tally.all()),
        tally.good() == tally.all() ? Page.Tone.PLAIN : Page.Tone.WARNING);
  }

  /** The rate as a figure of its own. */
  Page.Tile rate(String key, Tally tally) {
    return new Page.Tile(
        say(key),
        tally.isEmpty() ? NONE : percent(tally.rate()),
        tally.isEmpty() ? say("report.none") : say("report.of", tally.good(), tally.all()),
        tally.isEmpty() || tally.good() < tally.all() ? Page.Tone.WARNING : Page.Tone.GOOD);
  }

  /** A rate that is not whole never reads as one. */
  private String percent(double rate) {
    NumberFormat format = NumberFormat.getPercentInstance(words.locale());
    format.setMaximumFractionDigits(rate > 0.99 && rate < 1 ? 1 : 0);
    format.setRoundingMode(RoundingMode.DOWN);
    return format.format(rate);
  }
}
