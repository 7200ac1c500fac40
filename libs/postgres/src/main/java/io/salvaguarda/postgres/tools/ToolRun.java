package io.salvaguarda.postgres.tools;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of a program. Closing it kills what still runs of it and wipes its job's folder, so a run
 * belongs into a try-with-resources or to an owner that closes it.
 */
public final class ToolRun implements AutoCloseable {
  private static final Duration LONGEST_DEATH = Duration.ofSeconds(10);
  private static final Duration DEATH_POLL = Duration.ofMillis(5);

  private final Process process;
  private final ToolLog log;
  private final AutoCloseable folder;
  private final boolean wrapped;

  private ToolRun(Process process, ToolLog log, AutoCloseable folder, boolean wrapped) {
    this.process = process;
    this.log = log;
    this.folder = folder;
    this.wrapped = wrapped;
  }

  /**
   * Starts a libpq program against a database. The arguments must not hold anything that a user
   * named; {@code -d service=salvaguarda} names the connection where a program insists on an
   * option.
   */
  public static ToolRun start(
      ToolContext context, String tool, List<String> arguments, ConnectionSpec spec) {
    return start(context, tool, arguments, spec, Map.of());
  }

  /**
   * Like {@link #start(ToolContext, String, List, ConnectionSpec)}, in a folder that holds these
   * files.
   *
   * @param files content by plain file name, which arguments may use as a relative path
   */
  public static ToolRun start(
      ToolContext context,
      String tool,
      List<String> arguments,
      ConnectionSpec spec,
      Map<String, String> files) {
    return inJobFolder(
        context, tool, arguments, folder -> LibpqEnvironment.of(spec, folder), files);
  }

  /** Starts a program that connects to nothing, {@code pg_restore --list} for example. */
  public static ToolRun startUnconnected(ToolContext context, String tool, List<String> arguments) {
    return inJobFolder(context, tool, arguments, folder -> Map.of(), Map.of());
  }

  private interface EnvironmentWriter {
    Map<String, String> write(JobFolder folder) throws IOException;
  }

  private static ToolRun inJobFolder(
      ToolContext context,
      String tool,
      List<String> arguments,
      EnvironmentWriter environment,
      Map<String, String> files) {
    var executable = context.tools().find(tool).orThrow();
    try {
      JobFolder folder = JobFolder.create(context.scratch(), "job", context.user());
      try {
        for (var file : files.entrySet()) {
          folder.write(file.getKey(), file.getValue());
        }
        var command =
            new ToolCommand(
                executable,
                folder.path(),
                arguments,
                environment.write(folder),
                context.user(),
                context.isolation());
        return start(command, context.log(), folder);
      } catch (IOException | RuntimeException e) {
        folder.close();
        throw e;
      }
    } catch (IOException e) {
      throw new PostgresException(notStarted(tool, e), e);
    }
  }

  /** Starts any program; its folder, if it has one, is the caller's to wipe. */
  public static ToolRun start(ToolCommand command, Consumer<String> log) throws IOException {
    return start(command, log, () -> {});
  }

  private static ToolRun start(ToolCommand command, Consumer<String> log, AutoCloseable folder)
      throws IOException {
    Process process = ProcessStarter.start(command.builder());
    String name = String.valueOf(command.executable().getFileName());
    ToolLog lines = new ToolLog(name, process.getErrorStream(), log);
    return new ToolRun(process, lines, folder, command.sandboxed());
  }

  private static PostgresFailure notStarted(String tool, IOException e) {
    return PostgresFailure.terminal(
        PostgresError.CONFIGURATION,
        tool + " could not be started: " + e.getMessage(),
        "Check the scratch folder and the installed PostgreSQL packages.");
  }

  public InputStream stdout() {
    return process.getInputStream();
  }

  public OutputStream stdin() {
    return process.getOutputStream();
  }

  /** Whether it has ended with another status than 0. */
  public boolean failed() {
    return !process.isAlive() && process.exitValue() != 0;
  }

  public boolean running() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for the end and for all of stderr; returns the exit status. */
  public int waitFor() throws InterruptedException {
    int exit = process.waitFor();
    log.awaitEnd();
    return exit;
  }

  /** Like {@link #waitFor()}; empty when the program still runs after that time. */
  public OptionalInt waitFor(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(waitFor())
        : OptionalInt.empty();
  }

  /** The last redacted lines of stderr, oldest first. */
  public List<String> logTail() {
    return log.tail();
  }

  /** Asks the program to end by itself: SIGTERM. What it runs in, a sandbox, is not asked. */
  public void terminate() {
    if (wrapped) {
      process.children().forEach(ProcessHandle::destroy);
    } else {
      process.destroy();
    }
  }

  /** Kills the program and all that it started, at once. */
  public void kill() {
    killAll();
  }

  /** Returns those that it started, which may take a moment to be gone. */
  private List<ProcessHandle> killAll() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    return children;
  }

  /**
   * Kills the program and all that it started, and returns when they are gone: a server's children
   * hold its shared memory until then. An interruption waits until the folder is wiped: it holds a
   * password, and who interrupts a run wants it gone.
   */
  @Override
  public void close() {
    List<ProcessHandle> children = killAll();
    boolean interrupted = awaitEnd(children, Instant.now().plus(LONGEST_DEATH));
    try {
      folder.close();
    } catch (Exception e) {
      throw new IllegalStateException("a job's folder could not be wiped", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns whether the thread was interrupted meanwhile. */
  private boolean awaitEnd(List<ProcessHandle> children, Instant limit) {
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor(Duration.between(Instant.now(), limit).toMillis(), TimeUnit.MILLISECONDS);
        while (children.stream().anyMatch(Orphans::runs) && Instant.now().isBefore(limit)) {
          Thread.sleep(DEATH_POLL);
        }
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
