package io.salvaguarda.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts environment variables into texts: {@code ${NAME}}; {@code $${} is a plain {@code ${}. */
final class Placeholders {
  private static final Pattern OPENED =
      Pattern.compile("(\\$?)\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)})?");

  private final Map<String, String> environment;

  Placeholders(Map<String, String> environment) {
    this.environment = environment;
  }

  String expand(String text) throws Refused {
    Matcher opened = OPENED.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (opened.find()) {
      opened.appendReplacement(expanded, Matcher.quoteReplacement(replacement(opened)));
    }
    return opened.appendTail(expanded).toString();
  }

  private String replacement(Matcher opened) throws Refused {
    if (!opened.group(1).isEmpty()) {
      return opened.group().substring(1);
    }
    String name = opened.group(2);
    if (name == null) {
      throw new Refused(
          "has a ${ that names no environment variable",
          "Write ${NAME}, or $${ for the two characters themselves.");
    }
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new Refused(
          "needs the environment variable %s, which is %s"
              .formatted(name, value == null ? "not set" : "empty"),
          "Set %s where the program is started.".formatted(name));
    }
    return value;
  }
}
