package io.salvaguarda.postgres.tools;

import io.salvaguarda.postgres.RedactedText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts a program's output line by line. Details, contexts and statements may hold rows or
 * secrets, also on the lines that follow them, so those are left out; a COPY context keeps its
 * table and line number, which is what one needs to find the row.
 */
public final class LineRedaction {
  private static final Pattern STARTS_A_MESSAGE =
      Pattern.compile(
          "^(pg_\\w+|initdb|postgres|\\d{4}-\\d\\d-\\d\\d [^\\[]*\\[\\d+\\])[ :].*",
          Pattern.DOTALL);

  private static final Pattern LEVEL =
      Pattern.compile("^(\\w+:)?\\s*(ERROR|FATAL|PANIC|WARNING|NOTICE|LOG|HINT):.*");
  private static final Pattern COPY_CONTEXT =
      Pattern.compile("CONTEXT:\\s+(COPY .*?, line \\d+)\\b.*", Pattern.DOTALL);
  private static final Pattern HIDDEN =
      Pattern.compile(
          "^(.*?\\b(?:DETAIL|CONTEXT|STATEMENT|QUERY|detail|Command was|Query was):).*",
          Pattern.DOTALL);

  private boolean hiding;

  /** The line as it may be shown; empty for the continuation of something hidden. */
  public Optional<String> line(String line) {
    Matcher copy = COPY_CONTEXT.matcher(line);
    if (copy.find()) {
      hiding = true;
      return Optional.of("CONTEXT: " + copy.group(1) + " [row not shown]");
    }
    Matcher hidden = HIDDEN.matcher(line);
    if (hidden.matches()) {
      hiding = true;
      return Optional.of(hidden.group(1) + " [not shown]");
    }
    if (STARTS_A_MESSAGE.matcher(line).matches() || LEVEL.matcher(line).matches()) {
      hiding = false;
    }
    return hiding ? Optional.empty() : Optional.of(RedactedText.of(line));
  }
}
