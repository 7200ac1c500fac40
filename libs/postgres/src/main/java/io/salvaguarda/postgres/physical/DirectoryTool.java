package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.ToolCommand;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Runs a program of PostgreSQL's on a data directory, as the directory's owner. */
final class DirectoryTool {
  private static final int STDOUT_LIMIT = 1 << 20;

  /** More than anybody reads; a thoroughly broken directory has a line for each of its files. */
  private static final int LINES_LIMIT = 1_000;

  private DirectoryTool() {}

  /**
   * @param lines what it said on stderr, redacted
   */
  record Ended(int exit, String stdout, List<String> lines) {}

  static Ended run(ToolContext context, DataDirectory data, String tool, List<String> arguments) {
    return run(context, data, tool, arguments, kill -> {});
  }

  /**
   * @param onStop is told how to end it early, from any thread: it then fails
   */
  static Ended run(
      ToolContext context,
      DataDirectory data,
      String tool,
      List<String> arguments,
      Consumer<Runnable> onStop) {
    List<String> lines = new CopyOnWriteArrayList<>();
    ToolCommand command =
        new ToolCommand(
            context.tools().find(tool).orThrow(),
            data.path(),
            arguments,
            Map.of(),
            data.owner(),
            context.isolation());
    try (ToolRun run =
        ToolRun.start(
            command,
            line -> {
              context.log().accept(line);
              if (lines.size() < LINES_LIMIT) {
                lines.add(line);
              }
            })) {
      onStop.accept(run::kill);
      run.stdin().close();
      String stdout = new String(run.stdout().readNBytes(STDOUT_LIMIT), StandardCharsets.UTF_8);
      run.stdout().transferTo(java.io.OutputStream.nullOutputStream());
      return new Ended(run.waitFor(), stdout, List.copyOf(lines));
    } catch (IOException e) {
      throw new PostgresException(failed(tool, List.of(String.valueOf(e.getMessage()))), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException(failed(tool, List.of("interrupted")), e);
    }
  }

  static PostgresFailure failed(String tool, List<String> lines) {
    return PostgresFailure.inconclusive(
            PostgresError.SANDBOX_FAILED,
            tool + " could not do its work",
            "See its last lines; the check is tried again.")
        .withLogTail(lines);
  }
}
