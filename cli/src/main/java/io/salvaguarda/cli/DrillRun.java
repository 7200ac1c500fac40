package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Restore the newest verified backup into a place that is thrown away, and time each step.",
    footer = {
      "",
      "Ctrl-C only stops waiting: the drill goes on. Exit 1 when it failed.",
      "",
      "Examples:",
      "  salva drill run testdb",
      "  salva drill run testdb --kind logical"
    })
final class DrillRun extends ClientCommand {
  @Parameters(paramLabel = "SOURCE", description = "a source of salvaguarda.yaml")
  String source;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "physical, the default where the log is archived: the whole cluster, as far as its log"
              + " leads; logical: one database")
  String kind;

  @Mixin WaitOptions wait;

  @Override
  public Integer call() {
    JsonNode accepted = rest().post(Service.RESTORE, "/drills", wish());
    return follow(Service.RESTORE, accepted, wait, this::print);
  }

  private Map<String, String> wish() {
    Map<String, String> wish = new TreeMap<>(Map.of("source", source));
    if (kind != null) {
      wish.put("kind", kind);
    }
    return wish;
  }

  private void print(JsonNode result) {
    say(
        "%s was back in %s, as it was at %s: %s would be lost at most"
            .formatted(
                Cells.text(result.path("backupId")),
                took(result.path("recoveryMillis")),
                Cells.time(result.path("reachedAt")),
                Cells.duration(Duration.ofMillis(result.path("lossMillis").asLong()))));
    Table steps = new Table(Column.text("STEP"), Column.number("TOOK"));
    for (JsonNode step : result.path("steps")) {
      steps.row(Cells.text(step.path("name")), took(step.path("millis")));
    }
    steps.print(out(), terminal(), "no steps");
    for (JsonNode note : result.path("notes")) {
      say("note: " + Cells.text(note));
    }
  }

  /** Short times to the tenth: {@code 4.2 s}. */
  static String took(JsonNode millis) {
    long given = millis.asLong();
    return given < 60_000
        ? String.format(Locale.ROOT, "%.1f s", given / 1000.0)
        : Cells.duration(Duration.ofMillis(given));
  }
}
