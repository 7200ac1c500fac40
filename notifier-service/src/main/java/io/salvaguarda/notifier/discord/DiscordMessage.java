package io.salvaguarda.notifier.discord;

import io.salvaguarda.notifier.letter.Brief;
import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.letter.Letter.Style;
import io.salvaguarda.notifier.letter.Letter.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One embed. Everything in it is escaped, and the message may mention nobody. */
final class DiscordMessage {

  /** Of all texts of an embed together. */
  private static final int MOST_CHARACTERS = 6000;

  private record Field(String name, String value) {
    int length() {
      return name.length() + value.length();
    }
  }

  private DiscordMessage() {}

  /** Names to values that Jackson can write. */
  static Map<String, Object> of(Brief brief) {
    String title = Markdown.escaped(brief.title());
    String lead = Markdown.escaped(brief.lead());
    List<Field> fields = fields(brief);
    int length =
        title.length()
            + lead.length()
            + brief.footer().length()
            + fields.stream().mapToInt(Field::length).sum();
    Optional<Brief> shorter = brief.shorter();
    return length <= MOST_CHARACTERS || shorter.isEmpty()
        ? message(title, lead, fields, brief)
        : of(shorter.get());
  }

  private static List<Field> fields(Brief brief) {
    List<Field> fields = new ArrayList<>();
    String command = brief.command().map(each -> "\n" + code(each)).orElse("");
    fields.add(field(brief.next(), Markdown.escaped(brief.nextStep()) + command));
    brief.facts().forEach(fact -> fields.add(field(fact.label(), value(fact))));
    if (!brief.details().isEmpty()) {
      fields.add(field(brief.detailsTitle(), code(String.join("\n", brief.details()))));
    }
    return fields;
  }

  private static Map<String, Object> message(
      String title, String lead, List<Field> fields, Brief brief) {
    return Map.of(
        "allowed_mentions",
        Map.of("parse", List.of()),
        "embeds",
        List.of(
            Map.of(
                "title",
                title,
                "description",
                lead,
                "color",
                colour(brief.tone()),
                "fields",
                fields,
                "footer",
                Map.of("text", brief.footer()))));
  }

  private static Field field(String name, String value) {
    return new Field(Markdown.escaped(name), value);
  }

  private static String value(Fact fact) {
    String note = fact.note().isEmpty() ? "" : " · " + Markdown.escaped(fact.note());
    String value = Markdown.escaped(fact.value());
    return fact.style() == Style.LOUD ? "**" + value + "**" : value + note;
  }

  private static String code(String text) {
    return "```\n" + Markdown.inCode(text) + "\n```";
  }

  private static int colour(Tone tone) {
    return switch (tone) {
      case CRITICAL -> 0xb42318;
      case WARNING -> 0xb54708;
      case RESOLVED -> 0x067647;
    };
  }
}
