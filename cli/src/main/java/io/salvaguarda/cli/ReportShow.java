package io.salvaguarda.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show what a report would say now, or one that was sent. Sends nothing.",
    footer = {
      "",
      "Examples:",
      "  salva report show verification",
      "  salva report show drills --team dba --to drills.pdf",
      "  salva report show --id 01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f --to report.html"
    })
final class ReportShow extends ClientCommand {
  private static final Map<String, String> TYPES =
      Map.of(
          "pdf", "application/pdf",
          "html", "text/html",
          "csv", "text/csv",
          "txt", "text/plain");

  @Parameters(paramLabel = "REPORT", arity = "0..1", description = "verification or drills")
  ReportName report;

  @Option(names = "--team", description = "what this team would get; all sources by default")
  String team;

  @Option(names = "--id", description = "one that was made: salva report list")
  String id;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "write it there; the name ends with .pdf, .html, .csv or .txt")
  Path to;

  @Override
  public Integer call() throws IOException {
    if ((report == null) == (id == null)) {
      throw new CliFailure(ExitCode.USAGE, "name a report, verification or drills, or its --id");
    }
    byte[] content = rest().bytes(Service.NOTIFIER, path(), parameters(), type());
    if (to == null) {
      out().print(Cells.clean(new String(content, StandardCharsets.UTF_8)));
      out().flush();
      return ExitCode.DONE;
    }
    Files.write(to, content);
    return say(to + ": " + Cells.bytes(content.length));
  }

  private String path() {
    return id == null ? "/reports/now/" + report : "/reports/" + Rest.encoded(id);
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (id == null) {
      parameters.put("team", team);
    }
    return parameters;
  }

  private String type() {
    if (to == null) {
      return TYPES.get("txt");
    }
    String name = to.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = TYPES.get(ending);
    if (type == null) {
      throw new CliFailure(
          ExitCode.USAGE, "\"" + name + "\" does not end with .pdf, .html, .csv or .txt");
    }
    return type;
  }
}
