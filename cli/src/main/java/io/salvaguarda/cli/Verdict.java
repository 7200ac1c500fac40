package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What a verification found: for people, and as an exit code. */
final class Verdict {
  private Verdict() {}

  static void print(JsonNode verification, PrintWriter out, Terminal terminal) {
    String outcome = Cells.line(verification.path("outcome").asText("?"));
    out.printf(
        "%s %s level %s, %s tables and %s rows compared%n",
        terminal.colours() ? Tone.of(outcome).paint(outcome) : outcome,
        Cells.text(verification.path("backupId")),
        Cells.text(verification.path("level")),
        Cells.count(verification.path("tablesCompared")),
        Cells.count(verification.path("rowsCompared")));
    for (JsonNode finding : verification.path("findings")) {
      out.printf(
          "  %s %s: %s%n",
          Cells.line(finding.path("code").asText()),
          Cells.line(finding.path("object").asText()),
          Cells.line(finding.path("message").asText()));
    }
    for (JsonNode note : verification.path("notes")) {
      out.println("  note: " + Cells.line(note.asText()));
    }
    JsonNode failure = verification.path("failure");
    if (failure.isObject()) {
      out.println("  why:  " + Cells.line(failure.path("message").asText()));
      out.println("  next: " + Cells.line(failure.path("nextStep").asText()));
    }
  }

  static int exitCode(JsonNode verification) {
    return switch (verification.path("outcome").asText()) {
      case "PASSED" -> ExitCode.DONE;
      case "FAILED" -> ExitCode.FAILED;
      default -> ExitCode.INCONCLUSIVE;
    };
  }
}
