package io.salvaguarda.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.stack.SuiteService;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Watches a service's job until it ends. */
record Jobs(Rest rest) {
  /**
   * The job once it succeeded.
   *
   * @param progress told what the job says about its progress, when it says something
   * @throws StepFailed when it fails or does not end in time
   */
  JsonNode succeeded(
      SuiteService service, String id, Duration within, Consumer<JsonNode> progress) {
    return Waiting.forThis(
        "the end of " + service.id() + "'s job " + id,
        within,
        () -> {
          JsonNode job = rest.get(service, "/jobs/" + id);
          switch (job.path("state").asText()) {
            case "SUCCEEDED" -> {
              return Optional.of(job);
            }
            case "FAILED", "CANCELLED" ->
                throw new StepFailed(
                    service.id()
                        + "'s job "
                        + id
                        + " ended "
                        + job.path("state").asText()
                        + ": "
                        + job.path("failure"));
            default -> {
              if (job.path("progress").isObject()) {
                progress.accept(job.path("progress"));
              }
              return Optional.empty();
            }
          }
        });
  }
}
