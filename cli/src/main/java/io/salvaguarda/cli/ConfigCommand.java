package io.salvaguarda.cli;

import io.salvaguarda.config.ConfigLoader;
import io.salvaguarda.config.LoadResult;
import io.salvaguarda.config.Mistake;
import io.salvaguarda.config.SuiteConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
      footer = {
        "",
        "Examples:",
        "  salva config check /etc/salvaguarda/salvaguarda.yaml",
        "  salva config check --json | jq -r '.mistakes[].remedy'"
      })
  static final class Check extends ClientCommand {
    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "by default SALVAGUARDA_CONFIG, or the local stack's")
    Path file;

    @Override
    public Integer call() {
      Path checked = file == null ? fileOf(suite()) : file;
      return switch (ConfigLoader.load(checked, environment())) {
        case LoadResult.Loaded loaded -> good(checked, loaded.config());
        case LoadResult.Broken broken -> bad(checked, broken.mistakes());
      };
    }

    private int good(Path checked, SuiteConfig config) {
      return json
          ? printJson(answer(checked, List.of()))
          : say(
              "%s is good: %d sources, %d repositories, %d plans, %d teams, %d channels"
                  .formatted(
                      Cells.line(checked.toString()),
                      config.sources().size(),
                      config.repositories().size(),
                      config.plans().size(),
                      config.teams().size(),
                      config.channels().size()));
    }

    private int bad(Path checked, List<Mistake> mistakes) {
      if (json) {
        printJson(answer(checked, mistakes));
      } else {
        mistakes.forEach(mistake -> err().println(Cells.line(mistake.render())));
      }
      return ExitCode.USAGE;
    }

    private static Map<String, Object> answer(Path checked, List<Mistake> mistakes) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("file", checked.toString());
      answer.put("valid", mistakes.isEmpty());
      answer.put("mistakes", mistakes);
      return answer;
    }
  }

  static Path fileOf(Suite suite) {
    return suite
        .configuration()
        .orElseThrow(
            () -> new CliFailure(ExitCode.USAGE, "name the file, or set SALVAGUARDA_CONFIG"));
  }
}
