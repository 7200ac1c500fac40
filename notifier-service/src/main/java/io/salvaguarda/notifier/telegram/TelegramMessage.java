package io.salvaguarda.notifier.telegram;

import io.salvaguarda.config.TelegramChannel;
import io.salvaguarda.notifier.letter.Brief;
import io.salvaguarda.notifier.letter.Letter.Fact;
import io.salvaguarda.notifier.letter.Letter.Style;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message in the HTML of the Bot API. */
final class TelegramMessage {

  /** Of the text without its tags. */
  private static final int MOST_CHARACTERS = 4096;

  private TelegramMessage() {}

  /** Names to values that Jackson can write. */
  static Map<String, Object> of(Brief brief, TelegramChannel channel) {
    Map<String, Object> message = new HashMap<>();
    message.put("chat_id", channel.chat());
    channel.topic().ifPresent(topic -> message.put("message_thread_id", topic));
    message.put("text", fitting(brief));
    message.put("parse_mode", "HTML");
    message.put("link_preview_options", Map.of("is_disabled", true));
    return message;
  }

  private static String fitting(Brief brief) {
    String html = html(brief);
    Optional<Brief> shorter = brief.shorter();
    return html.replaceAll("<[^>]*>", "").length() <= MOST_CHARACTERS || shorter.isEmpty()
        ? html
        : fitting(shorter.get());
  }

  private static String html(Brief brief) {
    StringBuilder html = new StringBuilder();
    html.append(bold(brief.title())).append('\n').append(escaped(brief.lead()));
    html.append("\n\n").append(bold(brief.next())).append('\n').append(escaped(brief.nextStep()));
    brief.command().ifPresent(command -> html.append('\n').append(pre(List.of(command))));
    html.append('\n');
    brief.facts().forEach(fact -> html.append('\n').append(fact(fact)));
    if (!brief.details().isEmpty()) {
      html.append("\n\n").append(bold(brief.detailsTitle())).append('\n');
      html.append(pre(brief.details()));
    }
    return html.append("\n\n").append(escaped(brief.footer())).toString();
  }

  private static String fact(Fact fact) {
    String value = fact.style() == Style.LOUD ? bold(fact.value()) : escaped(fact.value());
    String note = fact.note().isEmpty() ? "" : " · " + escaped(fact.note());
    return bold(fact.label() + ":") + " " + value + note;
  }

  private static String bold(String text) {
    return "<b>" + escaped(text) + "</b>";
  }

  /** Nothing is looked for in it. */
  private static String pre(List<String> lines) {
    return "<pre>" + entities(String.join("\n", lines)) + "</pre>";
  }

  /**
   * Telegram finds mentions, commands and hashtags in text by itself: an invisible joiner after
   * their first character keeps it from that.
   */
  private static String escaped(String text) {
    return entities(text).replaceAll("[@#]|(?<!\\S)/(?=\\S)", "$0\u2060");
  }

  private static String entities(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
