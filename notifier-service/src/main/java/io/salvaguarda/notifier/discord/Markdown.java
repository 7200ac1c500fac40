package io.salvaguarda.notifier.discord;

import java.util.regex.Pattern;

/** Takes the meaning from what Discord would read as markup. */
final class Markdown {

  private static final Pattern ANYWHERE = Pattern.compile("[\\\\*_~`|\\[\\]<]");
  private static final Pattern AT_THE_START = Pattern.compile("^[ ]*[#>+-]");

  private Markdown() {}

  /** One line of text. */
  static String escaped(String line) {
    String inside = ANYWHERE.matcher(line).replaceAll("\\\\$0");
    return AT_THE_START.matcher(inside).find() ? "\\" + inside.stripLeading() : inside;
  }

  /** Nothing has a meaning in a block of code but its end: a backtick gets a likeness. */
  static String inCode(String text) {
    return text.replace('`', '\u02CB');
  }
}
