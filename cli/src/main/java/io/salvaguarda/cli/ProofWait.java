package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Waits for the verification that a completed backup brings about by itself. */
final class ProofWait {
  private static final long POLL_MILLIS = 500;

  private final Rest rest;
  private final JobWait jobs;

  /**
   * @param jobs follows verify-service's jobs
   */
  ProofWait(Rest rest, JobWait jobs) {
    this.rest = rest;
    this.jobs = jobs;
  }

  /**
   * The backup's newest verification, ended.
   *
   * @throws CliFailure INCONCLUSIVE when there is none in time: nothing is proven then
   */
  @SuppressWarnings("try") // the farewell only has to be open
  JsonNode of(String backupId, Deadline end) {
    String again = "look again with: salva verify list --backup " + Cells.line(backupId);
    try (LookAgain farewell = new LookAgain(jobs.errors(), "no longer waiting; " + again)) {
      String id = begun(backupId, end);
      while (id.isEmpty() && !end.isPast()) {
        jobs.line().show("waiting for the proof of " + Cells.line(backupId));
        Deadline.pause(POLL_MILLIS);
        id = begun(backupId, end);
      }
      if (id.isEmpty()) {
        throw new CliFailure(ExitCode.INCONCLUSIVE, "not proven yet; " + again);
      }
      jobs.until(id, end.rest());
      return rest.get(Service.VERIFY, "/verifications/" + Rest.encoded(id));
    } finally {
      jobs.line().clear();
    }
  }

  private String begun(String backupId, Deadline end) {
    try {
      JsonNode found =
          rest.get(Service.VERIFY, "/verifications", Map.of("backupId", backupId, "limit", "1"));
      return found.path(0).path("verificationId").asText("");
    } catch (CliFailure failure) {
      if (failure.exitCode() == ExitCode.UNREACHABLE && !end.isPast()) {
        return ""; // it takes the event when it is back
      }
      throw failure;
    }
  }
}
