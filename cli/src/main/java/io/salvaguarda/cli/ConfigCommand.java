package io.salvaguarda.cli;

import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "The configuration.",
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand {

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Find every mistake in a salvaguarda.yaml; connects to nothing. Exit 2 when broken.",
      footer = {"", "Example:", "  salva config check /etc/salvaguarda/salvaguarda.yaml"})
  static final class Check implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "by default SALVAGUARDA_CONFIG, or the local stack's")
    Path file;

    @Override
    public Integer call() {
      Path checked = file == null ? fileOf(new Suite(Salva.environment())) : file;
      return switch (ConfigLoader.load(checked, Salva.environment())) {
        case LoadResult.Loaded loaded -> {
          spec.commandLine()
              .getOut()
              .printf(
                  "%s is good: %d sources, %d repositories, %d plans, %d teams, %d channels%n",
                  checked,
                  loaded.config().sources().size(),
                  loaded.config().repositories().size(),
                  loaded.config().plans().size(),
                  loaded.config().teams().size(),
                  loaded.config().channels().size());
          yield ExitCode.DONE;
        }
        case LoadResult.Broken broken -> {
          broken
              .mistakes()
              .forEach(mistake -> spec.commandLine().getErr().println(mistake.render()));
          yield ExitCode.USAGE;
        }
      };
    }
  }

  static Path fileOf(Suite suite) {
    return suite
        .configuration()
        .orElseThrow(
            () -> new CliFailure(ExitCode.USAGE, "name the file, or set SALVAGUARDA_CONFIG"));
  }
}
