package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.notice.Notice;
import java.util.List;
import java.util.Optional;

/** The letter that says that somebody takes care of it. */
final class AcknowledgedLetter {
  private final Wording words;
  private final Figures figures;
  private final Recipient recipient;

  AcknowledgedLetter(Wording words, Figures figures, Recipient recipient) {
    this.words = words;
    this.figures = figures;
    this.recipient = recipient;
  }

  Letter write(Notice.Acknowledged notice) {
    String label = words.say("label.acknowledged");
    String headline = Printable.line(words.say("what.acknowledged", notice.by()));
    return new Letter(
        recipient.language().tag(),
        Letter.Tone.WARNING,
        LetterWriter.subject(label, notice.sourceId(), headline),
        label,
        notice.sourceId(),
        headline,
        words.say("lead.acknowledged"),
        LetterWriter.titles(words),
        words.say("next.acknowledged"),
        Optional.empty(),
        new FactTable(words, figures)
            .source("source", notice.sourceId(), recipient)
            .when("since", notice.since())
            .when("acknowledged-at", notice.happenedAt())
            .rows(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(words.say("footer.incident", notice.incidentId())));
  }
}
