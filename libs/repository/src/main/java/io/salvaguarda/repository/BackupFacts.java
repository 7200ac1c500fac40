package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;

/**
 * What only the maker of a backup knows of it and the manifest is to keep.
 *
 * @param plan name of the plan that it was made by
 * @param jobId the job's id
 * @param attempt the job's fencing token
 * @param startedAt when the work began
 * @param snapshotAt the instant whose state the backup holds
 * @param server of the source: a JSON object, not interpreted here
 * @param tools names and versions: a JSON object, not interpreted here
 * @param facts counted in the backup's own snapshot: a JSON object, not interpreted here
 */
public record BackupFacts(
    String plan,
    String jobId,
    int attempt,
    Instant startedAt,
    Instant snapshotAt,
    JsonNode server,
    JsonNode tools,
    JsonNode facts) {

  public BackupFacts {
    Objects.requireNonNull(plan);
    Objects.requireNonNull(jobId);
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(snapshotAt);
    if (!server.isObject() || !tools.isObject() || !facts.isObject()) {
      throw new IllegalArgumentException("server, tools and facts are JSON objects");
    }
  }
}
