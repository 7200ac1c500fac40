package io.salvaguarda.postgres.cluster;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SslMode;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolCommand;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL cluster on 127.0.0.1 for the local stack and for tests. It lives in a folder, keeps
 * its data from one start to the next, and dies with this process at the latest.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  private final ToolContext context;
  private final JobFolder folder;
  private final Settings settings;
  private ServerProcess server;

  /**
   * @param port on 127.0.0.1
   * @param parameters postgresql.conf settings, for example {@code fsync=off}
   */
  public record Settings(
      int port, String superuser, Password password, Map<String, String> parameters) {
    public Settings {
      parameters = Map.copyOf(parameters);
    }

    /** Superuser {@code postgres}; durable enough for tests and demonstrations only. */
    public static Settings forTests(int port, Password password) {
      return new Settings(
          port,
          "postgres",
          password,
          Map.of(
              "fsync", "off",
              "shared_buffers", "64MB",
              "max_connections", "100",
              "dynamic_shared_memory_type", "mmap"));
    }
  }

  private LocalCluster(ToolContext context, JobFolder folder, Settings settings) {
    this.context = context;
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * The cluster in that folder, made when it is not there yet; not started. When this process is
   * root's, the folder becomes the unprivileged user's, who must be able to enter its parents.
   */
  public static Outcome<LocalCluster> in(Path folder, ToolContext context, Settings settings) {
    return Outcome.of(
        () -> {
          try {
            JobFolder own = JobFolder.existing(folder, ToolUser.forTools());
            if (!Files.exists(folder.resolve("data/PG_VERSION"))) {
              Initdb.run(context, own, settings.superuser(), settings.password());
            }
            return new LocalCluster(context, own, settings);
          } catch (IOException e) {
            throw new PostgresException(unusable(folder, e), e);
          }
        });
  }

  private static PostgresFailure unusable(Path folder, IOException e) {
    return PostgresFailure.terminal(
        PostgresError.CONFIGURATION,
        "the folder " + folder + " cannot be used: " + e.getMessage(),
        "Choose a folder that can be written.");
  }

  /** Starts the server; returns when it accepts connections. Nothing happens when it runs. */
  public synchronized Outcome<LocalCluster> start() {
    return Outcome.of(
        () -> {
          if (!running()) {
            server = ServerProcess.start(command(), data(), context.log());
          }
          return this;
        });
  }

  private ToolCommand command() {
    List<String> arguments = new ArrayList<>(List.of("-D", data().toString()));
    arguments.addAll(List.of("-p", String.valueOf(settings.port())));
    parameter(arguments, "listen_addresses", "127.0.0.1");
    parameter(arguments, "unix_socket_directories", "");
    settings.parameters().forEach((name, value) -> parameter(arguments, name, value));
    return new ToolCommand(
        context.tools().find("postgres").orThrow(),
        folder.path(),
        arguments,
        Map.of(),
        folder.user(),
        ToolCommand.Isolation.UNPRIVILEGED);
  }

  private static void parameter(List<String> arguments, String name, String value) {
    arguments.add("-c");
    arguments.add(name + "=" + value);
  }

  /** Disconnects everybody and stops cleanly. */
  public void stop() {
    stop("fast");
  }

  /** Stops without a checkpoint: the next start recovers. */
  public void stopImmediately() {
    stop("immediate");
  }

  private synchronized void stop(String mode) {
    if (!running()) {
      return;
    }
    List<String> arguments = List.of("stop", "-D", data().toString(), "-m", mode, "-W", "-s");
    ToolCommand command =
        new ToolCommand(
            context.tools().find("pg_ctl").orThrow(),
            folder.path(),
            arguments,
            Map.of(),
            folder.user(),
            ToolCommand.Isolation.UNPRIVILEGED);
    try (ToolRun run = ToolRun.start(command, context.log())) {
      run.waitFor();
      server.awaitEnd(STOP_LIMIT);
    } catch (IOException e) {
      throw new IllegalStateException("pg_ctl could not be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      kill();
    }
  }

  /** SIGKILL, as by a power cut. */
  public synchronized void kill() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  public synchronized boolean running() {
    return server != null && server.running();
  }

  public int port() {
    return settings.port();
  }

  public Path data() {
    return folder.path().resolve("data");
  }

  /** The superuser's way to a database of this cluster. */
  public ConnectionSpec connection(String database) {
    return new ConnectionSpec(
        "127.0.0.1",
        settings.port(),
        database,
        settings.superuser(),
        settings.password(),
        SslMode.DISABLE);
  }

  /** Stops at once; the data stays. */
  @Override
  public void close() {
    stopImmediately();
  }
}
