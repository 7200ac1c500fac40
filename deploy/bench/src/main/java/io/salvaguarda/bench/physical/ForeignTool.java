package io.salvaguarda.bench.physical;

import io.salvaguarda.postgres.tools.ToolCommand;
import io.salvaguarda.postgres.tools.ToolRun;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Somebody else's program, run as the user that runs PostgreSQL: it reads the data directory.
 *
 * @param folder where it runs, and may write
 */
record ForeignTool(Path program, Path folder, Map<String, String> environment) {

  /** Runs it to its end; fails when it does. */
  void run(List<String> arguments) throws IOException, InterruptedException {
    ToolCommand command =
        new ToolCommand(
            program,
            folder,
            arguments,
            environment,
            ToolUser.forTools(),
            ToolCommand.Isolation.UNPRIVILEGED);
    try (ToolRun run = ToolRun.start(command, line -> {})) {
      run.stdout().transferTo(OutputStream.nullOutputStream());
      int exit = run.waitFor();
      if (exit != 0) {
        throw new IOException(
            program + " " + arguments + " exited with " + exit + ": " + run.logTail());
      }
    }
  }
}
