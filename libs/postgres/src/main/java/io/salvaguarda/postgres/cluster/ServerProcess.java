package io.salvaguarda.postgres.cluster;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.tools.ToolCommand;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A running postmaster, started and watched until it accepts connections. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int STATUS_LINE = 7;

  private final ToolRun run;

  private ServerProcess(ToolRun run) {
    this.run = run;
  }

  /**
   * Returns once the server accepts connections; a {@link PostgresException} has its last lines.
   */
  static ServerProcess start(ToolCommand command, Path data, Consumer<String> log) {
    try {
      ServerProcess server = new ServerProcess(ToolRun.start(command, log));
      server.awaitReady(data, command.isolation());
      return server;
    } catch (IOException e) {
      throw new PostgresException(notStarted(List.of(String.valueOf(e.getMessage()))), e);
    }
  }

  private void awaitReady(Path data, ToolCommand.Isolation isolation) throws IOException {
    Instant end = Instant.now().plus(START_LIMIT);
    try {
      while (!ready(data, isolation)) {
        if (run.waitFor(Duration.ofMillis(20)).isPresent() || Instant.now().isAfter(end)) {
          throw new PostgresException(notStarted(run.logTail()));
        }
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new PostgresException(notStarted(List.of("interrupted")), e);
    } catch (PostgresException e) {
      close();
      throw e;
    }
  }

  /** What pg_ctl looks at too. A file of an earlier run has another process id. */
  private boolean ready(Path data, ToolCommand.Isolation isolation) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE
          && lines.get(STATUS_LINE).strip().equals("ready")
          && isOwn(lines.getFirst().strip(), isolation);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** In a process namespace of its own, a server is number 1. */
  private boolean isOwn(String pid, ToolCommand.Isolation isolation) {
    return pid.equals(String.valueOf(run.pid()))
        || isolation == ToolCommand.Isolation.SANDBOX && pid.equals("1");
  }

  private static PostgresFailure notStarted(List<String> tail) {
    return PostgresFailure.inconclusive(
            PostgresError.SANDBOX_FAILED,
            "a PostgreSQL server of ours did not start",
            "See the last lines of its log.")
        .withLogTail(tail);
  }

  boolean running() {
    return run.running();
  }

  List<String> logTail() {
    return run.logTail();
  }

  /** Waits for the end that somebody else asked for. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return run.waitFor(limit).isPresent();
  }

  /** SIGKILL for the postmaster and all its children; returns when they are gone. */
  @Override
  public void close() {
    run.close();
  }
}
