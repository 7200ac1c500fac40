package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.notice.Notice;

/** The letter of trouble that is told again: the same facts, and why they come again. */
final class AgainLetter {
  private final Wording words;
  private final TroubleLetter first;

  AgainLetter(Wording words, Figures figures, Recipient recipient) {
    this.words = words;
    this.first = new TroubleLetter(words, figures, recipient);
  }

  Letter write(Notice.Again notice) {
    Letter letter = first.write(notice.trouble());
    String label =
        notice.why() == Notice.Again.Why.HELD
            ? letter.label()
            : words.say("label.again." + notice.why());
    return new Letter(
        letter.language(),
        letter.tone(),
        LetterWriter.subject(label, letter.source(), letter.headline()),
        label,
        letter.source(),
        letter.headline(),
        Printable.line(why(notice) + " " + letter.lead()),
        letter.titles(),
        letter.nextStep(),
        letter.command(),
        letter.facts(),
        letter.findings(),
        letter.moreFindings(),
        letter.log(),
        letter.footer());
  }

  private String why(Notice.Again notice) {
    return notice
        .heldBy()
        .map(by -> words.say("again.HELD", words.say("held." + by.kind(), by.name())))
        .orElseGet(() -> words.say("again." + notice.why()));
  }
}
