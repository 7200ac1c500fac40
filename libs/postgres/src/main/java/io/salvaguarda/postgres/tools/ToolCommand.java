package io.salvaguarda.postgres.tools;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program with its arguments. Arguments are ours: what a user named goes into the environment or
 * into files.
 *
 * @param folder the working folder, which the user must be able to enter
 * @param environment all the variables that the program sees besides a fixed few
 */
public record ToolCommand(
    Path executable,
    Path folder,
    List<String> arguments,
    Map<String, String> environment,
    ToolUser user,
    Isolation isolation) {

  /** How far apart from this machine the program runs. */
  public enum Isolation {
    /** Unprivileged, and dead when this process is. */
    UNPRIVILEGED,
    /** Also without network, other processes and shared memory: for other people's code. */
    SANDBOX
  }

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");

  public ToolCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  ProcessBuilder builder() {
    List<String> argv = new ArrayList<>();
    if (sandboxed()) {
      argv.addAll(List.of(SETPRIV.toString(), "--pdeathsig=KILL", "--"));
      argv.addAll(Sandboxing.prefix());
    }
    argv.addAll(privileges());
    argv.add(executable.toString());
    argv.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(fixedEnvironment());
    builder.environment().putAll(environment);
    return builder;
  }

  /** Whether another program runs around it, for the sandbox's sake. */
  boolean sandboxed() {
    return isolation == Isolation.SANDBOX && Sandboxing.available();
  }

  /** The user goes first: Linux forgets a parent-death signal when the user changes. */
  private List<String> privileges() {
    if (!Files.isExecutable(SETPRIV)) {
      if (user.name().isPresent()) {
        throw new PostgresException(
            PostgresFailure.terminal(
                PostgresError.CONFIGURATION,
                "setpriv is not installed, without which PostgreSQL's programs would run as root",
                "Install the Debian package util-linux, or run as an ordinary user."));
      }
      return List.of();
    }
    List<String> argv = new ArrayList<>();
    argv.add(SETPRIV.toString());
    argv.addAll(user.setprivArguments());
    argv.addAll(List.of("--no-new-privs", "--pdeathsig=KILL", "--"));
    return argv;
  }

  private static Map<String, String> fixedEnvironment() {
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("PATH", "/usr/bin:/bin");
    fixed.put("LC_MESSAGES", "C");
    fixed.put("TZ", "UTC");
    return fixed;
  }

  static Path unshare() {
    return UNSHARE;
  }
}
