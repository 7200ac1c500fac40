package io.salvaguarda.postgres.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * pg_dumpall's script of roles, cut into statements for a throwaway cluster. psql's own commands
 * ({@code \restrict}) are left out, and so are tablespaces, whose folders are the source's, and
 * passwords, which have no business in a sandbox.
 */
final class GlobalsScript {
  private static final Pattern TABLESPACE =
      Pattern.compile(
          "^(CREATE|ALTER|COMMENT ON|SECURITY LABEL .* ON) TABLESPACE|^(GRANT|REVOKE) .* ON TABLESPACE",
          Pattern.DOTALL);
  private static final Pattern PASSWORD =
      Pattern.compile(
          "^(ALTER ROLE (?:\"(?:[^\"]|\"\")*\"|[^\\s\"]+) WITH [A-Z0-9 -]*?) ?PASSWORD '(?:[^']|'')*'",
          Pattern.DOTALL);

  private GlobalsScript() {}

  static List<String> forSandbox(String script) {
    return statements(script).stream()
        .filter(statement -> !TABLESPACE.matcher(statement).find())
        .map(statement -> PASSWORD.matcher(statement).replaceFirst("$1"))
        .toList();
  }

  /** A semicolon ends a statement unless it stands in a name, a text or a comment. */
  static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    int at = 0;
    while (at < script.length()) {
      char c = script.charAt(at);
      boolean between = current.isEmpty();
      if (script.startsWith("--", at) || between && c == '\\') {
        at = endOf(script, at, '\n');
      } else if (c == '\'' || c == '"') {
        int end = endOf(script, at + 1, c);
        current.append(script, at, end);
        at = end;
      } else {
        at++;
        if (c == ';') {
          statements.add(current.toString());
          current.setLength(0);
        } else if (!between || !Character.isWhitespace(c)) {
          current.append(c);
        }
      }
    }
    return statements;
  }

  /** Behind the next such character. A doubled quote ends one piece and begins the next. */
  private static int endOf(String script, int from, char end) {
    int found = script.indexOf(end, from);
    return found < 0 ? script.length() : found + 1;
  }
}
