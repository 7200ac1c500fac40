package io.salvaguarda.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code salva}: the entry point and the list of commands. */
@Command(
    name = "salva",
    mixinStandardHelpOptions = true,
    versionProvider = Salva.Version.class,
    description = "Backups that are proven by restoring them.",
    subcommands = {
      StatusCommand.class,
      BackupCommand.class,
      VerifyCommand.class,
      RestoreCommand.class,
      EventsCommand.class,
      JobsCommand.class,
      IncidentsCommand.class,
      ConfigCommand.class,
      RepoCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Finds the suite by SALVA_BACKUP_URL, SALVA_VERIFY_URL, SALVA_RESTORE_URL, SALVA_NOTIFIER_URL,",
      "SALVA_KAFKA and SALVA_TOKEN (or SALVA_TOKEN_FILE), else by cli.json in SALVA_HOME.",
      "",
      "Exit codes: 0 done, 1 the work failed, 2 usage or configuration, 3 not found,",
      "4 refused, 5 service unreachable, 6 inconclusive or not ended in time."
    })
public final class Salva {
  private static Map<String, String> environment = System.getenv();

  /** Ends the process with the command's exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Salva());
    line.setExecutionStrategy(Salva::runOrExplain);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println("salva: " + failure.getMessage());
          return failure instanceof CliFailure known ? known.exitCode() : ExitCode.FAILED;
        });
    return line;
  }

  /** A group of commands without one of them is a usage mistake that shows the group's help. */
  private static int runOrExplain(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine command = last.commandSpec().commandLine();
    boolean group =
        !(command.getCommand() instanceof java.util.concurrent.Callable)
            && !(command.getCommand() instanceof Runnable);
    if (group && !last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
      command.usage(command.getErr());
      return ExitCode.USAGE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  static Map<String, String> environment() {
    return environment;
  }

  /** Tests give commands an environment of their own. */
  static void environment(Map<String, String> other) {
    environment = Map.copyOf(other);
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Salva.class.getPackage().getImplementationVersion();
      return new String[] {"salva " + (version == null ? "development" : version)};
    }
  }
}
