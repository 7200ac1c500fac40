package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Set;

/** Follows a job to its end, with a progress line on a terminal. */
final class JobWait {
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final long POLL_MILLIS = 300;

  /** A service may be started again while its job goes on elsewhere, or is taken up later. */
  private static final Duration OUTAGE = Duration.ofMinutes(2);

  private final Rest rest;
  private final Service service;
  private final PrintWriter err;
  private final LiveLine line;

  JobWait(Rest rest, Service service, PrintWriter err, Terminal terminal) {
    this.rest = rest;
    this.service = service;
    this.err = err;
    this.line = new LiveLine(err, terminal);
  }

  /** Shows progress. */
  LiveLine line() {
    return line;
  }

  /** Where Ctrl-C says its last words. */
  PrintWriter errors() {
    return err;
  }

  /** What to type to follow the job again. */
  static String command(Service service, String jobId) {
    return "salva jobs show --wait " + service + " " + Cells.line(jobId);
  }

  /** The id of the job that a service has taken. */
  static String idOf(JsonNode accepted, Service service) {
    String id = accepted.path("jobId").asText("");
    if (id.isEmpty()) {
      throw new CliFailure(
          ExitCode.UNREACHABLE, service.fullName() + " named no job: is it the right service?");
    }
    return id;
  }

  /**
   * The ended job.
   *
   * @throws CliFailure INCONCLUSIVE when it has not ended in time, UNREACHABLE when the service was
   *     away for too long; the job goes on all the same
   */
  @SuppressWarnings("try") // the farewell only has to be open
  JsonNode until(String jobId, Duration timeout) {
    String again =
        "job " + Cells.line(jobId) + " goes on; look again with: " + command(service, jobId);
    Deadline end = new Deadline(timeout);
    Deadline away = new Deadline(OUTAGE);
    try (LookAgain farewell = new LookAgain(err, "no longer waiting; " + again)) {
      while (!end.isPast()) {
        try {
          JsonNode job = rest.get(service, "/jobs/" + Rest.encoded(jobId));
          if (ENDED.contains(job.path("state").asText())) {
            return job;
          }
          line.show(ProgressLine.of(job));
          away = new Deadline(OUTAGE);
        } catch (CliFailure failure) {
          if (failure.exitCode() != ExitCode.UNREACHABLE) {
            throw failure;
          }
          if (away.isPast()) {
            throw new CliFailure(failure.exitCode(), failure.getMessage() + "\n  " + again);
          }
          line.show(service.fullName() + " does not answer; waiting for it");
        }
        Deadline.pause(POLL_MILLIS);
      }
    } finally {
      line.clear();
    }
    throw new CliFailure(ExitCode.INCONCLUSIVE, again);
  }

  /**
   * The ended job again.
   *
   * @throws CliFailure why, when it did not succeed
   */
  static JsonNode requireSuccess(JsonNode job) {
    return switch (job.path("state").asText()) {
      case "SUCCEEDED" -> job;
      case "CANCELLED" ->
          throw new CliFailure(
              ExitCode.INCONCLUSIVE,
              "job " + Cells.line(job.path("id").asText()) + " was cancelled");
      default -> throw failure(job.path("failure"));
    };
  }

  private static CliFailure failure(JsonNode failure) {
    StringBuilder text = new StringBuilder("FAILED");
    text.append(": ").append(failure.path("message").asText("no reason given"));
    text.append("\n  class: ").append(failure.path("errorClass").asText("UNKNOWN"));
    text.append("\n  next:  ").append(failure.path("nextStep").asText("see the service's log"));
    failure
        .path("logTail")
        .forEach(line -> text.append("\n  | ").append(Cells.line(line.asText())));
    return new CliFailure(ExitCode.FAILED, text.toString());
  }
}
