package io.salvaguarda.notifier.slack;

import io.salvaguarda.notifier.letter.Brief;
import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.letter.Letter.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Blocks of plain and of rich text: in neither does Slack look for markup, links or mentions. Only
 * the fallback for notifications must be escaped.
 */
final class SlackMessage {

  private SlackMessage() {}

  /** Names to values that Jackson can write. */
  static Map<String, Object> of(Brief brief) {
    List<Object> parts = new ArrayList<>();
    parts.add(section(text(brief.lead(), false)));
    parts.add(section(text("\n" + brief.next() + "\n", true), text(brief.nextStep(), false)));
    brief.command().ifPresent(command -> parts.add(preformatted(command)));
    parts.add(section(text("\n", false), facts(brief)));
    if (!brief.details().isEmpty()) {
      parts.add(section(text("\n" + brief.detailsTitle() + "\n", true)));
      parts.add(preformatted(String.join("\n", brief.details())));
    }
    return Map.of(
        "text",
        escaped(brief.title() + "\n" + brief.lead()),
        "mrkdwn",
        false,
        "link_names",
        false,
        "unfurl_links",
        false,
        "unfurl_media",
        false,
        "blocks",
        List.of(
            Map.of("type", "header", "text", plain(brief.title())),
            Map.of("type", "rich_text", "elements", parts),
            Map.of("type", "context", "elements", List.of(plain(brief.footer())))));
  }

  private static List<Object> facts(Brief brief) {
    List<Object> runs = new ArrayList<>();
    for (Fact fact : brief.facts()) {
      String note = fact.note().isEmpty() ? "" : " · " + fact.note();
      runs.add(text(fact.label() + ": ", true));
      runs.add(text(fact.value() + note + "\n", fact.style() == Style.LOUD));
    }
    return runs;
  }

  private static Map<String, Object> section(Object first, List<Object> more) {
    List<Object> runs = new ArrayList<>();
    runs.add(first);
    runs.addAll(more);
    return Map.of("type", "rich_text_section", "elements", runs);
  }

  private static Map<String, Object> section(Object... runs) {
    return Map.of("type", "rich_text_section", "elements", List.of(runs));
  }

  private static Map<String, Object> preformatted(String text) {
    return Map.of("type", "rich_text_preformatted", "elements", List.of(text(text, false)));
  }

  private static Map<String, Object> text(String text, boolean bold) {
    return bold
        ? Map.of("type", "text", "text", text, "style", Map.of("bold", true))
        : Map.of("type", "text", "text", text);
  }

  private static Map<String, Object> plain(String text) {
    return Map.of("type", "plain_text", "text", text, "emoji", false);
  }

  /** The three characters by which Slack begins everything that is not text. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
