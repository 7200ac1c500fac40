package io.salvaguarda.notifier.letter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A notice in words, ready to be laid out. All texts are single lines without control characters.
 *
 * @param language BCP 47 tag
 * @param subject of a mail: safe as a header
 * @param label FAILED and so on, in the language
 * @param headline what happened, without the source
 * @param lead what that means, one or two sentences
 * @param nextStep what to do
 * @param command what to type for it
 * @param moreFindings how many findings are not shown, in words
 * @param footer why the reader gets this; at least one line
 */
public record Letter(
    String language,
    Tone tone,
    String subject,
    String label,
    String source,
    String headline,
    String lead,
    Titles titles,
    String nextStep,
    Optional<String> command,
    List<Fact> facts,
    List<FindingLine> findings,
    Optional<String> moreFindings,
    List<String> log,
    List<String> footer) {

  /** The headline on a line of its own. */
  public String title() {
    int first = headline.offsetByCodePoints(0, 1);
    return headline.substring(0, first).toUpperCase(Locale.forLanguageTag(language))
        + headline.substring(first);
  }

  /** How urgent it looks. */
  public enum Tone {
    CRITICAL,
    WARNING,
    RESOLVED
  }

  /** How a fact is set. */
  public enum Style {
    PLAIN,
    /** An identifier. */
    CODE,
    /** Must not be overlooked. */
    LOUD
  }

  /**
   * One row of the table of facts.
   *
   * @param note an identifier below the value; empty when there is none
   */
  public record Fact(String label, String value, String note, Style style) {

    /** The row where there is no table. */
    public String line() {
      String shown = style == Style.LOUD ? "*** " + value + " ***" : value;
      return label + ": " + shown + (note.isEmpty() ? "" : " · " + note);
    }
  }

  /** One thing that is wrong with a backup. */
  public record FindingLine(String what, String object, String detail) {}

  /** The titles of the sections. */
  public record Titles(String next, String facts, String findings, String log) {}
}
