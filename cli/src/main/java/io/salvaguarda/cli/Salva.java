package io.salvaguarda.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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
      DrillCommand.class,
      SourceWalCommand.class,
      EventsCommand.class,
      JobsCommand.class,
      IncidentsCommand.class,
      NotifyCommand.class,
      HistoryCommand.class,
      ReportCommand.class,
      ConfigCommand.class,
      RepoCommand.class,
      CommandLine.HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    footer = {
      "",
      "Finds the suite by --backup-url, --verify-url, --restore-url, --notifier-url, --kafka and",
      "--token-file (with any command), else by SALVA_BACKUP_URL, SALVA_VERIFY_URL, SALVA_RESTORE_URL,",
      "SALVA_NOTIFIER_URL, SALVA_KAFKA and SALVA_TOKEN or SALVA_TOKEN_FILE, else by cli.json in",
      "--home or SALVA_HOME. SALVA_DEBUG=1 shows where an unexpected failure comes from.",
      "",
      "Exit codes: 0 done, 1 the work failed, 2 usage or configuration, 3 not found,",
      "4 refused, 5 service unreachable, 6 inconclusive or not ended in time, 130 Ctrl-C.",
      "",
      "Completion: source <(salva generate-completion)"
    })
public final class Salva {
  private final Map<String, String> environment;
  private final Terminal terminal;
  private final Prompt prompt;

  @Mixin SuiteOptions suite = new SuiteOptions();

  private Salva(Map<String, String> environment, Terminal terminal, Prompt prompt) {
    this.environment = Map.copyOf(environment);
    this.terminal = terminal;
    this.prompt = prompt;
  }

  /** Ends the process with the command's exit code. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    System.exit(
        commandLine(environment, Terminal.of(environment), Prompt.ofProcess()).execute(arguments));
  }

  static CommandLine commandLine(
      Map<String, String> environment, Terminal terminal, Prompt prompt) {
    CommandLine line = new CommandLine(new Salva(environment, terminal, prompt));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(Salva::runOrExplain);
    line.setParameterExceptionHandler((wrong, arguments) -> explain(wrong));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> tell(failure, command.getErr(), environment));
    return line;
  }

  /** One line that says what is wrong, not a page of usage in which it drowns. */
  private static int explain(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("salva: " + Cells.clean(wrong.getMessage()));
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static int tell(Exception failure, PrintWriter err, Map<String, String> environment) {
    if (failure instanceof CliFailure known) {
      err.println("salva: " + Cells.clean(known.getMessage()));
      return known.exitCode();
    }
    err.println("salva: unexpected: " + Cells.clean(failure.toString()));
    if (environment.containsKey("SALVA_DEBUG")) {
      failure.printStackTrace(err);
    }
    return ExitCode.INCONCLUSIVE;
  }

  /** A group of commands without one of them is a usage mistake that shows the group's help. */
  private static int runOrExplain(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine command = last.commandSpec().commandLine();
    boolean group =
        !(command.getCommand() instanceof Callable) && !(command.getCommand() instanceof Runnable);
    if (group && !last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
      command.usage(command.getErr());
      return ExitCode.USAGE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  Map<String, String> environment() {
    return environment;
  }

  Terminal terminal() {
    return terminal;
  }

  Prompt prompt() {
    return prompt;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Salva.class.getPackage().getImplementationVersion();
      return new String[] {"salva " + (version == null ? "development" : version)};
    }
  }
}
