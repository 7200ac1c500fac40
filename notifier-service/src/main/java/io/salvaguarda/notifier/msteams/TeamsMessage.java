package io.salvaguarda.notifier.msteams;

import io.salvaguarda.notifier.letter.Brief;
import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.letter.Letter.Style;
import io.salvaguarda.notifier.letter.Letter.Tone;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An Adaptive Card of rich text blocks: unlike text blocks and fact sets, Teams does not read them
 * for markup; and what nothing in {@code entities} explains mentions nobody.
 */
final class TeamsMessage {

  private TeamsMessage() {}

  /** Names to values that Jackson can write. */
  static Map<String, Object> of(Brief brief) {
    List<Object> body = new ArrayList<>();
    body.add(
        Map.of(
            "type",
            "Container",
            "style",
            style(brief.tone()),
            "bleed",
            true,
            "items",
            List.of(block(run(brief.title(), "weight", "Bolder", "size", "Medium")))));
    body.add(block(run(brief.lead())));
    body.add(block(run(brief.next(), "weight", "Bolder")));
    body.add(block(run(brief.nextStep())));
    brief.command().ifPresent(command -> body.add(block(run(command, "fontType", "Monospace"))));
    brief.facts().forEach(fact -> body.add(fact(fact)));
    if (!brief.details().isEmpty()) {
      body.add(block(run(brief.detailsTitle(), "weight", "Bolder")));
      brief.details().forEach(line -> body.add(block(run(line, "fontType", "Monospace"))));
    }
    body.add(block(run(brief.footer(), "size", "Small", "isSubtle", true)));
    return message(brief.title(), body);
  }

  private static Map<String, Object> message(String summary, List<Object> body) {
    Map<String, Object> card =
        Map.of(
            "$schema",
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "type",
            "AdaptiveCard",
            "version",
            "1.4",
            "msteams",
            Map.of("width", "Full"),
            "body",
            body);
    return Map.of(
        "type",
        "message",
        "summary",
        summary,
        "attachments",
        List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
  }

  private static Map<String, Object> fact(Fact fact) {
    String note = fact.note().isEmpty() ? "" : " · " + fact.note();
    Map<String, Object> value =
        fact.style() == Style.LOUD
            ? run(fact.value(), "color", "Attention", "weight", "Bolder")
            : run(fact.value() + note);
    return block(run(fact.label() + ": ", "weight", "Bolder"), value);
  }

  private static Map<String, Object> block(Object... runs) {
    return Map.of("type", "RichTextBlock", "spacing", "Small", "inlines", List.of(runs));
  }

  /**
   * @param settings names and values in turn
   */
  private static Map<String, Object> run(String text, Object... settings) {
    Map<String, Object> run = new HashMap<>();
    run.put("type", "TextRun");
    run.put("text", text);
    for (int i = 0; i < settings.length; i += 2) {
      run.put((String) settings[i], settings[i + 1]);
    }
    return run;
  }

  private static String style(Tone tone) {
    return switch (tone) {
      case CRITICAL -> "attention";
      case WARNING -> "warning";
      case RESOLVED -> "good";
    };
  }
}
