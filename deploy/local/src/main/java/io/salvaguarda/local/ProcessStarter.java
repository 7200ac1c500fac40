package io.salvaguarda.local;

import io.salvaguarda.postgres.tools.PgTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts child processes that the kernel kills when this JVM dies, however it dies. The kernel
 * watches the thread that forked, not the process, so all children are started by one thread that
 * lives as long as the JVM.
 */
final class ProcessStarter {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final List<String> KEPT =
      List.of(
          "PATH", "HOME", "LANG", "LC_ALL", "TZ", PgTools.BIN_VARIABLE, PgTools.MAJORS_VARIABLE);
  private static final ExecutorService IMMORTAL =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("child-process-starter").factory());

  private ProcessStarter() {}

  /**
   * Starts the process behind {@code setpriv --pdeathsig}, where that exists, and in a session of
   * its own: Ctrl-C is meant for the parent, which stops its children in order.
   */
  static Process start(ProcessBuilder builder) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETPRIV)) {
      command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
    }
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.addAll(builder.command());
    builder.command(command);
    try {
      return IMMORTAL.submit(builder::start).get();
    } catch (ExecutionException failed) {
      throw new StartFailed("cannot start " + String.join(" ", command), failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while starting a process", interrupted);
    }
  }

  /** Runs a short command to its end; its output goes to the log. */
  static void run(ProcessBuilder builder, Path log) {
    String name = builder.command().getFirst();
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      int exit = start(builder).waitFor();
      if (exit != 0) {
        throw new StartFailed(name + " exited " + exit + ":\n" + LogTail.of(log, 20));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartFailed("interrupted while waiting for a process", interrupted);
    }
  }

  /**
   * A builder with an environment of its own: nothing of the developer's settings leaks into the
   * servers.
   */
  static ProcessBuilder clean(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(KEPT);
    return builder;
  }

  /** Creates the folder and those above it. */
  static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StartFailed("cannot create " + folder, e);
    }
  }
}
