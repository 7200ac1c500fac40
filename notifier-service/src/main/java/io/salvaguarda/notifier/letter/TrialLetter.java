package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Notice;
import java.util.List;
import java.util.Optional;

/** The letter that shows that a channel works. */
final class TrialLetter {

  private final Wording words;
  private final Figures figures;

  TrialLetter(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  Letter write(Notice.Trial notice) {
    String label = words.say("label.test");
    String headline = words.say("what.test");
    return new Letter(
        words.language().tag(),
        Tone.RESOLVED,
        LetterWriter.subject(label, notice.team(), headline),
        label,
        notice.team(),
        headline,
        Printable.line(words.say("lead.test", notice.team())),
        LetterWriter.titles(words),
        words.say("next.test"),
        Optional.of("salva notify log"),
        new FactTable(words, figures)
            .plain("team", notice.team())
            .plain("asked-by", notice.askedBy())
            .when("asked-at", notice.happenedAt())
            .rows(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(Printable.line(words.say("footer.test", notice.team(), notice.askedBy()))));
  }
}
