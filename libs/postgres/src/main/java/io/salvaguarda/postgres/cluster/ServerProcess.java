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
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A postmaster that was started, and is watched until it accepts connections. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int STATUS_LINE = 7;

  private final ToolRun run;
  private final Path data;
  private final ToolCommand.Isolation isolation;

  private ServerProcess(ToolRun run, Path data, ToolCommand.Isolation isolation) {
    this.run = run;
    this.data = data;
    this.isolation = isolation;
  }

  /**
   * Returns once the server accepts connections; a {@link PostgresException} has its last lines.
   */
  static ServerProcess start(ToolCommand command, Path data, Consumer<String> log) {
    ServerProcess server = launch(command, data, log);
    server.awaitReady(START_LIMIT);
    return server;
  }

  /** Returns as soon as the process runs. */
  public static ServerProcess launch(ToolCommand command, Path data, Consumer<String> log) {
    try {
      return new ServerProcess(ToolRun.start(command, log), data, command.isolation());
    } catch (IOException e) {
      throw new PostgresException(notStarted(List.of(String.valueOf(e.getMessage()))), e);
    }
  }

  /**
   * Waits until the server accepts connections. A {@link PostgresException} has its last lines:
   * then it is dead.
   */
  public void awaitReady(Duration limit) {
    Instant end = Instant.now().plus(limit);
    try {
      while (!ready()) {
        if (run.waitFor(Duration.ofMillis(20)).isPresent() || Instant.now().isAfter(end)) {
          throw new PostgresException(notStarted(run.logTail()));
        }
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new PostgresException(notStarted(List.of("interrupted")), e);
    } catch (IOException e) {
      close();
      throw new PostgresException(notStarted(List.of(String.valueOf(e.getMessage()))), e);
    } catch (PostgresException e) {
      close();
      throw e;
    }
  }

  /** What pg_ctl looks at too. A file of an earlier run has another process id. */
  private boolean ready() throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE
          && lines.get(STATUS_LINE).strip().equals("ready")
          && isOwn(lines.getFirst().strip());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** In a process namespace of its own, a server is number 1. */
  private boolean isOwn(String pid) {
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

  public boolean running() {
    return run.running();
  }

  public List<String> logTail() {
    return run.logTail();
  }

  /** Waits for the end that somebody else asked for. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return run.waitFor(limit).isPresent();
  }

  /**
   * Stops it cleanly, once those who are connected have gone.
   *
   * @return whether it ended well in that time; if not, it still runs or died of something
   */
  public boolean stop(Duration limit) throws InterruptedException {
    run.terminate();
    OptionalInt exit = run.waitFor(limit);
    return exit.isPresent() && exit.getAsInt() == 0;
  }

  /** SIGKILL for the postmaster and all its children; returns when they are gone. */
  @Override
  public void close() {
    run.close();
  }
}
