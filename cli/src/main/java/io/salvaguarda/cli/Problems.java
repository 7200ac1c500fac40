package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Problem details (RFC 9457) as one line for people and an exit code for scripts. */
final class Problems {
  private Problems() {}

  static CliFailure of(String service, int status, JsonNode problem) {
    StringBuilder line = new StringBuilder(service + "-service: ");
    String detail = problem.path("detail").asText("");
    line.append(
        detail.isEmpty() ? problem.path("title").asText("refused with status " + status) : detail);
    for (JsonNode violation : problem.path("violations")) {
      line.append("\n  ")
          .append(violation.path("field").asText())
          .append(": ")
          .append(violation.path("message").asText());
    }
    if (problem.hasNonNull("jobId")) {
      line.append(" (job ").append(problem.get("jobId").asText()).append(")");
    }
    return new CliFailure(exitCode(status), Cells.clean(line.toString()));
  }

  private static int exitCode(int status) {
    return switch (status) {
      case 401, 403, 409 -> ExitCode.REFUSED;
      case 404 -> ExitCode.NOT_FOUND;
      case 502, 503, 504 -> ExitCode.UNREACHABLE;
      default -> status < 500 ? ExitCode.USAGE : ExitCode.FAILED;
    };
  }
}
