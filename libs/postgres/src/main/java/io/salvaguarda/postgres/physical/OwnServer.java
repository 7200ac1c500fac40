package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.cluster.ServerProcess;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolCommand;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server on somebody's data directory with a configuration of ours. Closing kills it and takes
 * the configuration away; two threads may do so.
 */
final class OwnServer implements AutoCloseable {
  private final ToolContext context;
  private final DataDirectory data;
  private final ToolCommand.Isolation isolation;
  private final JobFolder sockets;
  private OwnConfiguration configuration;
  private ServerProcess process;
  private boolean closed;

  private OwnServer(
      ToolContext context, DataDirectory data, ToolCommand.Isolation isolation, JobFolder sockets) {
    this.context = context;
    this.data = data;
    this.isolation = isolation;
    this.sockets = sockets;
  }

  static OwnServer prepare(
      ToolContext context, DataDirectory data, ToolCommand.Isolation isolation) {
    if (Files.exists(data.path().resolve(DataDirectory.MAP))) {
      throw new IllegalArgumentException("the tablespaces would be linked to where they were");
    }
    try {
      return new OwnServer(context, data, isolation, sockets(context, data));
    } catch (IOException e) {
      throw new PostgresException(unusable(data, e), e);
    }
  }

  /** Not in the data directory, which may be kept. */
  private static JobFolder sockets(ToolContext context, DataDirectory data) throws IOException {
    int longest = 50;
    Path scratch = context.scratch().toAbsolutePath();
    Path parent =
        scratch.toString().length() <= longest
            ? scratch
            : Path.of(System.getProperty("java.io.tmpdir"));
    return JobFolder.create(parent, "socket", data.owner());
  }

  Path sockets() {
    return sockets.path();
  }

  void signal(String name) {
    change(() -> new PlainFiles(data).put(name, ""));
  }

  void withoutSignal(String name) {
    change(() -> Files.deleteIfExists(data.path().resolve(name)));
  }

  private interface Change {
    void make() throws IOException;
  }

  private void change(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      throw new PostgresException(unusable(data, e), e);
    }
  }

  /** Writes the configuration without starting anything. */
  void configure(ServerSettings settings, List<String> logins) {
    configuration = OwnConfiguration.write(data, settings.map(), logins);
  }

  synchronized void launch(ServerSettings settings, List<String> logins) {
    configure(settings, logins);
    process = ServerProcess.launch(command(List.of(), List.of()), data.path(), context.log());
  }

  /** Of the server itself, or of another way to run it. */
  ToolCommand command(List<String> first, List<String> last) {
    List<String> arguments = new ArrayList<>(first);
    arguments.addAll(List.of("-D", data.spelled(), "-c", "config_file=" + configuration.path()));
    arguments.addAll(last);
    return new ToolCommand(
        context.tools().find("postgres").orThrow(),
        data.path(),
        arguments,
        Map.of(),
        data.owner(),
        isolation);
  }

  /** Until it accepts connections: until its recovery has ended. */
  void awaitReady(Duration limit) {
    process.awaitReady(limit);
  }

  boolean running() {
    return process.running();
  }

  List<String> logTail() {
    return process.logTail();
  }

  /** Cleanly, with a checkpoint. */
  void stop(Duration limit) {
    try {
      if (!process.stop(limit)) {
        throw new PostgresException(unstoppable(process.logTail()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException(unstoppable(List.of("interrupted")), e);
    }
  }

  private static PostgresFailure unusable(DataDirectory data, IOException e) {
    return PostgresFailure.inconclusive(
        PostgresError.SANDBOX_FAILED,
        "no server can be started on %s: %s".formatted(data.path(), e.getMessage()),
        "Check the folder and its disk.");
  }

  private static PostgresFailure unstoppable(List<String> tail) {
    return PostgresFailure.inconclusive(
            PostgresError.SANDBOX_FAILED,
            "a PostgreSQL server of ours did not stop cleanly",
            "See the last lines of its log.")
        .withLogTail(tail);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (process != null) {
        process.close();
      }
    } finally {
      sockets.close();
      if (configuration != null) {
        configuration.close();
      }
    }
  }
}
