package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.tools.ToolContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every page's own checksum (pg_checksums), in a cleanly stopped cluster. */
public final class PageChecksums {
  private static final String TOOL = "pg_checksums";
  private static final Pattern FAILED =
      Pattern.compile("pg_checksums: error: (checksum verification failed in file \"([^\"]+)\".*)");

  private PageChecksums() {}

  /** What of it was found. */
  public sealed interface Result {
    /** The cluster has no page checksums. */
    record None() implements Result {}

    /**
     * @param damages the files that hold damaged pages; empty when none does
     */
    record Checked(List<Damage> damages) implements Result {
      public Checked {
        damages = List.copyOf(damages);
      }
    }
  }

  /**
   * @param onStop is told how to end it early, from any thread: it then fails
   */
  public static Outcome<Result> run(
      ToolContext context, DataDirectory data, Consumer<Runnable> onStop) {
    return Outcome.of(
        () -> {
          if (!ControlData.read(context, data).orThrow().pageChecksums()) {
            return new Result.None();
          }
          DirectoryTool.Ended ended =
              DirectoryTool.run(
                  context, data, TOOL, List.of("--check", "-D", data.spelled()), onStop);
          List<Damage> damages =
              ended.lines().stream()
                  .map(FAILED::matcher)
                  .filter(Matcher::matches)
                  .map(line -> new Damage(data.relative(line.group(2)), line.group(1)))
                  .toList();
          if (ended.exit() != 0 && damages.isEmpty()) {
            throw new PostgresException(DirectoryTool.failed(TOOL, ended.lines()));
          }
          return new Result.Checked(damages);
        });
  }
}
