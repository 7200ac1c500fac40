package io.salvaguarda.postgres.cluster;

import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolCommand;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Makes a data folder: UTF-8, C locale (each database brings its own), passwords for everybody. */
final class Initdb {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Initdb() {}

  /** Makes {@code data} in the folder; a {@link PostgresException} says why it could not. */
  static Path run(ToolContext context, JobFolder folder, String superuser, Password password) {
    Path initdb = context.tools().find("initdb").orThrow();
    Path data = folder.path().resolve("data");
    try {
      Path passwordFile = folder.write("superuser-password", password.reveal() + "\n");
      List<String> arguments =
          List.of(
              "--pgdata=" + data,
              "--username=" + superuser,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--no-locale",
              "--no-sync",
              "--no-instructions");
      ToolCommand command =
          new ToolCommand(
              initdb,
              folder.path(),
              arguments,
              Map.of(),
              folder.user(),
              ToolCommand.Isolation.UNPRIVILEGED);
      try (ToolRun run = ToolRun.start(command, context.log())) {
        run.stdin().close();
        run.stdout().transferTo(java.io.OutputStream.nullOutputStream());
        OptionalInt exit = run.waitFor(LIMIT);
        if (exit.isEmpty() || exit.getAsInt() != 0) {
          throw new PostgresException(failed(folder.path()).withLogTail(run.logTail()));
        }
      } finally {
        Files.deleteIfExists(passwordFile);
      }
      return data;
    } catch (IOException e) {
      throw new PostgresException(failed(folder.path()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException(failed(folder.path()), e);
    }
  }

  private static PostgresFailure failed(Path folder) {
    return PostgresFailure.inconclusive(
        PostgresError.SANDBOX_FAILED,
        "no new cluster could be made in " + folder,
        "Check that the folder's parents can be entered by the unprivileged user, and its disk.");
  }
}
