package io.salvaguarda.backup.prune.adapter;

import io.salvaguarda.events.SourceIds;
import io.salvaguarda.kit.jobs.JobRequest;
import java.time.Duration;

/** The jobs that prune. */
final class PruneWishes {

  /** The job kind. */
  static final String KIND = "prune";

  private static final int ATTEMPTS = 3;
  private static final Duration DEADLINE = Duration.ofHours(6);

  private PruneWishes() {}

  /** A dry run changes nothing, so it keeps nobody waiting. */
  static JobRequest of(String repository, boolean dryRun, String by, String idempotencyKey) {
    return new JobRequest(
        KIND,
        dryRun ? repository + "/dry-run" : repository,
        SourceIds.STORAGE,
        new PrunePayload(repository, dryRun),
        ATTEMPTS,
        DEADLINE,
        by,
        idempotencyKey);
  }
}
