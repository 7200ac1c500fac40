package io.salvaguarda.postgres.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Linux namespaces without network, other processes and shared memory, where this kernel allows.
 */
public final class Sandboxing {
  private static final boolean AVAILABLE = works();

  private Sandboxing() {}

  /** Whether throwaway clusters here are cut off from the network; false is worth a log line. */
  public static boolean available() {
    return AVAILABLE;
  }

  static List<String> prefix() {
    List<String> argv = new ArrayList<>();
    argv.add(ToolCommand.unshare().toString());
    if (!ToolUser.runningAsRoot()) {
      argv.addAll(List.of("--user", "--map-current-user"));
    }
    argv.addAll(
        List.of(
            "--net",
            "--pid",
            "--mount",
            "--ipc",
            "--fork",
            "--kill-child=KILL",
            "--mount-proc",
            "--"));
    return argv;
  }

  private static boolean works() {
    if (!Files.isExecutable(ToolCommand.unshare())) {
      return false;
    }
    List<String> argv = new ArrayList<>(prefix());
    argv.add("/bin/true");
    try {
      ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Process process = builder.start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
