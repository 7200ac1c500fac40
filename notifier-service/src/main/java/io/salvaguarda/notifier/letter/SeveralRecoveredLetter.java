package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.letter.Letter.Style;
import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The letter that says of several problems that they are over: a line for each. */
final class SeveralRecoveredLetter {
  private static final int MOST_LINES = 200;

  private final Wording words;
  private final Figures figures;

  SeveralRecoveredLetter(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  Letter write(Notice.SeveralRecovered notice) {
    List<Notice.Recovered> items = notice.items();
    String label = words.say("label.resolved");
    long sources = items.stream().map(Notice.Recovered::sourceId).distinct().count();
    String source =
        sources == 1
            ? items.getFirst().sourceId()
            : words.say("several.sources", figures.count(sources));
    String headline = headline(items);
    return new Letter(
        words.language().tag(),
        Tone.RESOLVED,
        LetterWriter.subject(label, source, headline),
        label,
        source,
        headline,
        words.say("lead.several-recovered", figures.count(items.size())),
        LetterWriter.titles(words),
        words.say("next.several-recovered"),
        Optional.empty(),
        items.stream().limit(MOST_LINES).map(this::line).toList(),
        List.of(),
        items.size() > MOST_LINES
            ? Optional.of(words.say("finding.more", items.size() - MOST_LINES))
            : Optional.empty(),
        List.of(),
        List.of(words.say("footer.several", notice.team())));
  }

  /** What all have in common, or else how many there are. */
  private String headline(List<Notice.Recovered> items) {
    List<String> all = items.stream().map(this::what).distinct().toList();
    return all.size() == 1
        ? all.getFirst()
        : words.say("what.several-recovered", figures.count(items.size()));
  }

  private String what(Notice.Recovered item) {
    return words.say("what.recovered." + RecoveryLetter.sort(item));
  }

  private Fact line(Notice.Recovered item) {
    return new Fact(
        item.sourceId(),
        words.say(
            "several.lasted",
            what(item),
            figures.span(Duration.between(item.since(), item.happenedAt()))),
        words.say("footer.incident", item.incidentId()),
        Style.PLAIN);
  }
}
