package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.notice.Notice;

/** Writes notices in the recipient's language. */
public final class LetterWriter {

  /** The words for one notice. */
  public Letter write(Notice notice, Recipient recipient) {
    Wording words = Wording.in(recipient.language());
    Figures figures = new Figures(words, recipient.zone());
    return switch (notice) {
      case Notice.Trouble trouble -> new TroubleLetter(words, figures, recipient).write(trouble);
      case Notice.Again again -> new AgainLetter(words, figures, recipient).write(again);
      case Notice.Several several -> new SeveralLetter(words, figures).write(several);
      case Notice.SeveralRecovered several ->
          new SeveralRecoveredLetter(words, figures).write(several);
      case Notice.Acknowledged acknowledged ->
          new AcknowledgedLetter(words, figures, recipient).write(acknowledged);
      case Notice.Recovered recovered ->
          new RecoveryLetter(words, figures, recipient).write(recovered);
      case Notice.Undelivered undelivered ->
          new UndeliveredLetter(words, figures).write(undelivered);
      case Notice.Trial trial -> new TrialLetter(words, figures).write(trial);
      case Notice.Fact fact -> FactLetter.of(fact, words);
      case Notice.Report report -> new ReportLetter(words, figures).write(report);
    };
  }

  static Letter.Titles titles(Wording words) {
    return new Letter.Titles(
        words.say("section.next"),
        words.say("section.facts"),
        words.say("section.findings"),
        words.say("section.log"));
  }

  static String subject(String label, String source, String headline) {
    return Printable.line("[" + label + "] " + source + ": " + headline);
  }
}
