package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Notice;
import java.util.List;
import java.util.Optional;

/**
 * What the log of deliveries says of an event that went to a subscription: nobody reads it else.
 */
final class FactLetter {

  private static final String LABEL = "EVENT";

  private FactLetter() {}

  static Letter of(Notice.Fact fact, Wording words) {
    return new Letter(
        words.language().tag(),
        Tone.RESOLVED,
        LetterWriter.subject(LABEL, fact.sourceId(), fact.eventType()),
        LABEL,
        fact.sourceId(),
        fact.eventType(),
        "",
        LetterWriter.titles(words),
        "",
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
