package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.notice.SubscriberChannel;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The letter that says that another channel, or a subscriber, takes no notices. */
final class UndeliveredLetter {

  private final Wording words;
  private final Figures figures;

  UndeliveredLetter(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  Letter write(Notice.Undelivered notice) {
    String label = words.say("label.warning");
    Optional<UUID> subscription = SubscriberChannel.subscription(notice.channel());
    String receiver = subscription.map(UUID::toString).orElseGet(notice::channel);
    String sort = subscription.isPresent() ? "subscription" : "channel";
    String state = sort + (notice.gone() ? "-gone" : "");
    String headline = words.say("what." + state, receiver);
    return new Letter(
        words.language().tag(),
        Tone.WARNING,
        LetterWriter.subject(label, notice.team(), headline),
        label,
        notice.team(),
        headline,
        Printable.line(words.say("lead." + state, receiver)),
        LetterWriter.titles(words),
        words.say("next." + state),
        Optional.of(command(notice, subscription)),
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
        footer(notice, sort));
  }

  private List<String> footer(Notice.Undelivered notice, String sort) {
    String why = words.say("footer." + sort, notice.team());
    return notice.incidentId() == null
        ? List.of(why)
        : List.of(why, words.say("footer.incident", notice.incidentId()));
  }

  /** Of a channel that is gone, more than the one notice was given up meanwhile. */
  private static String command(Notice.Undelivered notice, Optional<UUID> subscription) {
    if (!notice.gone()) {
      return "salva notify replay " + notice.deliveryId();
    }
    return subscription
        .map(id -> "salva events resume " + id)
        .orElseGet(() -> "salva notify replay --channel " + notice.channel());
  }
}
