package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Notice;
import java.util.List;
import java.util.Optional;

/** A report in short, for where there is no room for all of it. */
final class ReportLetter {

  private final Wording words;
  private final Figures figures;

  ReportLetter(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  Letter write(Notice.Report notice) {
    String label = words.say("label.report");
    String kind = notice.kind().key();
    String headline = words.say("what.report." + kind);
    boolean good = notice.loud().isEmpty();
    FactTable table =
        new FactTable(words, figures)
            .plain(
                "report.period",
                words.say(
                    "fact.report.period.value",
                    figures.when(notice.from()),
                    figures.when(notice.happenedAt())))
            .plain("report.sources", figures.count(notice.sources()));
    if (!good) {
      table.plain("report.loud", String.join(", ", notice.loud()));
    }
    return new Letter(
        words.language().tag(),
        good ? Tone.RESOLVED : Tone.WARNING,
        LetterWriter.subject(label, notice.team(), headline),
        label,
        notice.team(),
        headline,
        lead(notice),
        LetterWriter.titles(words),
        words.say(good ? "next.report.good" : "next.report.loud"),
        Optional.of("salva report show " + kind + " --team " + notice.team()),
        table.rows(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(words.say("footer.report", notice.team())));
  }

  private String lead(Notice.Report notice) {
    String key = "report." + notice.kind().key() + ".lead.";
    return notice.loud().isEmpty()
        ? words.say(key + "good", notice.sources())
        : words.say(key + "loud", notice.loud().size(), notice.sources());
  }
}
