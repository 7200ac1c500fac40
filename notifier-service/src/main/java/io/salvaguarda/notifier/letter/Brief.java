package io.salvaguarda.notifier.letter;

import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.letter.Letter.Tone;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A letter for a place where people talk: what must be known at once, in less than 4,000 characters
 * altogether. Still plain text: each channel escapes it in its own way.
 *
 * @param title {@code [FAILED] shop: backup could not be taken}
 * @param next the title of what to do
 * @param facts none is empty
 * @param details findings or the last lines of the log; may be empty
 */
public record Brief(
    Tone tone,
    String title,
    String lead,
    String next,
    String nextStep,
    Optional<String> command,
    List<Fact> facts,
    String detailsTitle,
    List<String> details,
    String footer) {

  private static final int TITLE = 150;
  private static final int PARAGRAPH = 400;
  private static final int LINE = 120;
  private static final int VALUE = 160;
  private static final int MOST_FACTS = 8;
  private static final int MOST_DETAILS = 4;

  public static Brief of(Letter letter) {
    boolean found = !letter.findings().isEmpty();
    return new Brief(
        letter.tone(),
        cut(letter.subject(), TITLE),
        cut(letter.lead(), PARAGRAPH),
        letter.titles().next(),
        cut(letter.nextStep(), PARAGRAPH),
        letter.command().map(command -> cut(command, VALUE)),
        letter.facts().stream()
            .filter(fact -> !fact.value().isBlank()) // some channels refuse a message for it
            .limit(MOST_FACTS)
            .map(Brief::shortened)
            .toList(),
        found ? letter.titles().findings() : letter.titles().log(),
        found ? findings(letter) : log(letter),
        cut(letter.footer().getLast(), LINE));
  }

  /** The same with less: without the details, then with ever fewer facts; at last not at all. */
  public Optional<Brief> shorter() {
    if (details.isEmpty() && facts.isEmpty()) {
      return Optional.empty();
    }
    List<Fact> fewer = details.isEmpty() ? facts.subList(0, facts.size() - 1) : facts;
    return Optional.of(
        new Brief(
            tone, title, lead, next, nextStep, command, fewer, detailsTitle, List.of(), footer));
  }

  private static List<String> findings(Letter letter) {
    return Stream.concat(
            letter.findings().stream()
                .limit(MOST_DETAILS - 1)
                .map(each -> each.what() + ": " + each.object() + " · " + each.detail()),
            letter.moreFindings().stream())
        .map(line -> cut(line, LINE))
        .toList();
  }

  private static List<String> log(Letter letter) {
    return letter.log().stream()
        .skip(Math.max(0, letter.log().size() - MOST_DETAILS))
        .map(line -> cut(line, LINE))
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Fact shortened(Fact fact) {
    return new Fact(fact.label(), cut(fact.value(), VALUE), cut(fact.note(), VALUE), fact.style());
  }

  /** Never through the middle of a character. */
  private static String cut(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, most - 1) - 1)) + "…";
  }
}
