package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

@Command(
    name = "storage",
    mixinStandardHelpOptions = true,
    description = "What repositories and volumes hold, how they grow and when they will be full.",
    footer = {
      "",
      "FULL is where the straight line through the last eight weeks ends; EARLIEST and LATEST are the",
      "days between which it is about 95 % likely, if growth goes on as it did.",
      "",
      "Example:",
      "  salva report storage --json"
    })
final class ReportStorage extends ClientCommand {
  private static final double WEEK = 7;

  @Override
  public Integer call() {
    JsonNode places = rest().get(Service.NOTIFIER, "/storage");
    if (json) {
      return printJson(places);
    }
    Table table =
        new Table(
            Column.text("PLACE"),
            Column.number("HOLDS"),
            Column.number("OF"),
            Column.number("A WEEK"),
            Column.text("FULL"),
            Column.text("EARLIEST"),
            Column.text("LATEST"));
    for (JsonNode each : places) {
      table.row(
          Cells.text(each.path("place")),
          Cells.size(each.path("usedBytes")),
          Cells.size(each.path("limitBytes")),
          growth(each.path("growthBytesPerDay")),
          each.hasNonNull("fullAt") ? day(each.path("fullAt")) : why(each.path("outlook")),
          day(each.path("earliestFullAt")),
          day(each.path("latestFullAt")));
    }
    table.print(out(), terminal(), "nothing was measured yet");
    return ExitCode.DONE;
  }

  private static String growth(JsonNode perDay) {
    if (!perDay.isNumber()) {
      return "-";
    }
    long bytes = Math.round(perDay.asDouble() * WEEK);
    return (bytes < 0 ? "-" : "+") + Cells.bytes(Math.abs(bytes));
  }

  private static String day(JsonNode instant) {
    String text = Cells.text(instant);
    return text.length() > 10 ? text.substring(0, 10) : text;
  }

  private static String why(JsonNode outlook) {
    return switch (outlook.asText()) {
      case "TOO_EARLY" -> "too few measurements";
      case "NO_LIMIT" -> "no limit is known";
      case "NOT_GROWING" -> "does not grow";
      case "FAR_AWAY" -> "not within 3 years";
      default -> Cells.text(outlook);
    };
  }
}
