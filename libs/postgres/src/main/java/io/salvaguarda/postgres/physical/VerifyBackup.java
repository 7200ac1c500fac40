package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.tools.ToolContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own check (pg_verifybackup) of an extracted directory that no server ran on yet:
 * each file's size and checksum, and the WAL that makes it consistent.
 */
public final class VerifyBackup {
  private static final String TOOL = "pg_verifybackup";
  private static final Pattern ERROR =
      Pattern.compile("pg_(?:verifybackup|waldump): (?:error|fatal): (.*)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  /** What it says of files that it may not or cannot read, and of itself. */
  private static final Pattern OURS =
      Pattern.compile(
          "(?i)permission denied|input/output error|too many open files|out of memory"
              + "|no space left|program \"");

  private VerifyBackup() {}

  /**
   * What is damaged; empty when all is as the server wrote it.
   *
   * @param onStop is told how to end it early, from any thread: it then fails
   */
  public static Outcome<List<Damage>> run(
      ToolContext context, DataDirectory data, Consumer<Runnable> onStop) {
    return Outcome.of(
        () -> {
          // tablespaces lie elsewhere now, so the map of where they were was not extracted
          List<String> arguments = List.of("--ignore=" + DataDirectory.MAP, data.spelled());
          DirectoryTool.Ended ended = DirectoryTool.run(context, data, TOOL, arguments, onStop);
          if (ended.exit() == 0) {
            return List.of();
          }
          List<Damage> damages = damages(ended.lines());
          if (damages.isEmpty() || ended.lines().stream().anyMatch(l -> OURS.matcher(l).find())) {
            throw new PostgresException(DirectoryTool.failed(TOOL, tail(ended.lines())));
          }
          return damages;
        });
  }

  private static List<Damage> damages(List<String> lines) {
    return lines.stream()
        .map(ERROR::matcher)
        .filter(Matcher::matches)
        .map(error -> error.group(1))
        .map(said -> new Damage(named(said), said))
        .toList();
  }

  private static String named(String said) {
    Matcher file = QUOTED.matcher(said);
    return file.find() ? file.group(1) : said.startsWith("WAL") ? "pg_wal" : Archives.MANIFEST;
  }

  private static List<String> tail(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 40), lines.size());
  }
}
