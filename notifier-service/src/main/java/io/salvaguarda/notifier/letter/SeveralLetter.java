package io.salvaguarda.notifier.letter;

import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.letter.Letter.Style;
import io.salvaguarda.notifier.letter.Letter.Tone;
import io.salvaguarda.notifier.notice.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The letter that tells of several incidents: a line for each. */
final class SeveralLetter {
  private static final int MOST_LINES = 200;

  private final Wording words;
  private final Figures figures;
  private final Headlines headlines;

  SeveralLetter(Wording words, Figures figures) {
    this.words = words;
    this.figures = figures;
    this.headlines = new Headlines(words, figures);
  }

  Letter write(Notice.Several notice) {
    List<Notice.Several.Item> items = notice.items();
    boolean critical = items.stream().anyMatch(item -> item.severity() == Severity.CRITICAL);
    String label = words.say(critical ? "label.failed" : "label.warning");
    long sources = items.stream().map(Notice.Several.Item::sourceId).distinct().count();
    String source =
        sources == 1
            ? items.getFirst().sourceId()
            : words.say("several.sources", figures.count(sources));
    String headline = headline(items);
    return new Letter(
        words.language().tag(),
        critical ? Tone.CRITICAL : Tone.WARNING,
        LetterWriter.subject(label, source, headline),
        label,
        source,
        headline,
        Printable.line(words.say("lead.several", figures.count(items.size()), notice.team())),
        LetterWriter.titles(words),
        words.say("next.several"),
        Optional.of("salva incidents list"),
        items.stream().limit(MOST_LINES).map(item -> line(item, notice)).toList(),
        List.of(),
        items.size() > MOST_LINES
            ? Optional.of(words.say("finding.more", items.size() - MOST_LINES))
            : Optional.empty(),
        List.of(),
        List.of(words.say("footer.several", notice.team())));
  }

  /** What all have in common, or else how many there are. */
  private String headline(List<Notice.Several.Item> items) {
    List<String> all = items.stream().map(this::what).distinct().toList();
    return all.size() == 1
        ? all.getFirst()
        : Printable.line(words.say("what.several", figures.count(items.size())));
  }

  private String what(Notice.Several.Item item) {
    return headlines.of(item.matter(), item.failure());
  }

  private Fact line(Notice.Several.Item item, Notice.Several notice) {
    return new Fact(
        item.sourceId(),
        words.say(
            "several.line",
            what(item),
            item.lastVerified()
                .map(
                    last ->
                        words.say(
                            "several.proven",
                            figures.span(Duration.between(last.completedAt(), notice.noticedAt()))))
                .orElseGet(() -> words.say("several.unproven"))),
        words.say("footer.incident", item.incidentId()),
        item.severity() == Severity.CRITICAL && item.lastVerified().isEmpty()
            ? Style.LOUD
            : Style.PLAIN);
  }
}
