package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Problem details (RFC 9457): one line and the fields for people, an exit code for scripts. */
final class Problems {
  private static final Set<String> TOLD =
      Set.of("type", "title", "status", "detail", "instance", "violations");

  private Problems() {}

  static CliFailure of(Service service, int status, JsonNode problem) {
    StringBuilder text = new StringBuilder(service.fullName() + ": ");
    text.append(Cells.line(summary(status, problem)));
    for (JsonNode violation : problem.path("violations")) {
      add(text, violation.path("field").asText(), violation.path("message").asText());
    }
    problem.properties().stream()
        .filter(member -> !TOLD.contains(member.getKey()))
        .filter(member -> member.getValue().isValueNode() && !member.getValue().isNull())
        .forEach(member -> add(text, member.getKey(), member.getValue().asText()));
    if (status == 409 && problem.hasNonNull("jobId")) {
      add(text, "see", JobWait.command(service, problem.get("jobId").asText()));
    }
    return new CliFailure(exitCode(status), text.toString());
  }

  private static void add(StringBuilder text, String name, String value) {
    text.append("\n  ").append(Cells.line(name)).append(": ").append(Cells.line(value));
  }

  private static String summary(int status, JsonNode problem) {
    String detail = problem.path("detail").asText("");
    if (!detail.isEmpty()) {
      return detail;
    }
    return switch (status) {
      case 401 -> "does not know this API token (status 401)";
      case 403 -> "this API token's role does not allow it (status 403)";
      default ->
          problem.path("title").asText("no answer that can be used") + " (status " + status + ")";
    };
  }

  /** What breaks in a service is our trouble, never a verdict on a backup: not FAILED. */
  private static int exitCode(int status) {
    return switch (status) {
      case 401, 403, 409 -> ExitCode.REFUSED;
      case 404 -> ExitCode.NOT_FOUND;
      case 408, 429 -> ExitCode.UNREACHABLE;
      default -> status >= 400 && status < 500 ? ExitCode.USAGE : ExitCode.UNREACHABLE;
    };
  }
}
