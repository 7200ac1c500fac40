package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Notice;
import java.util.List;
import java.util.Optional;

/** The letter that says that another channel takes no notices. */
final class UndeliveredLetter {

  private final Wording words;
  private final Figures figures;

  UndeliveredLetter(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  Letter write(Notice.Undelivered notice) {
    String label = words.say("label.warning");
    String headline = words.say("what.channel", notice.channel());
    return new Letter(
        words.language().tag(),
        Tone.WARNING,
        LetterWriter.subject(label, notice.team(), headline),
        label,
        notice.team(),
        headline,
        Printable.line(
            words.say(notice.gone() ? "lead.channel-gone" : "lead.channel", notice.channel())),
        LetterWriter.titles(words),
        words.say(notice.gone() ? "next.channel-gone" : "next.channel"),
        Optional.of(command(notice)),
        new FactTable(words, figures)
            .plain("channel", notice.channel())
            .when("since", notice.happenedAt())
            .plain("last-error", notice.lastError())
            .plain("attempts", figures.count(notice.attempts()))
            .plain("incident-source", notice.sourceId())
            .rows(),
        List.of(),
        Optional.empty(),
        List.of(),
        footer(notice));
  }

  private List<String> footer(Notice.Undelivered notice) {
    String why = words.say("footer.channel", notice.team());
    return notice.incidentId() == null
        ? List.of(why)
        : List.of(why, words.say("footer.incident", notice.incidentId()));
  }

  /** Of a channel that is gone, more than the one notice was given up meanwhile. */
  private static String command(Notice.Undelivered notice) {
    return "salva notify replay "
        + (notice.gone() ? "--channel " + notice.channel() : notice.deliveryId().toString());
  }
}
