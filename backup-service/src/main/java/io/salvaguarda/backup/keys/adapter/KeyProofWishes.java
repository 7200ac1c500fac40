package io.salvaguarda.backup.keys.adapter;

import io.salvaguarda.events.SourceIds;
import io.salvaguarda.kit.jobs.JobRequest;
import java.time.Duration;

/** The jobs that prove keys. */
final class KeyProofWishes {

  /** The job kind. */
  static final String KIND = "key-proof";

  private static final int ATTEMPTS = 3;
  private static final Duration DEADLINE = Duration.ofHours(1);

  private KeyProofWishes() {}

  static JobRequest of(String repository, String by, String idempotencyKey) {
    return new JobRequest(
        KIND,
        repository,
        SourceIds.STORAGE,
        new KeyProofPayload(repository),
        ATTEMPTS,
        DEADLINE,
        by,
        idempotencyKey);
  }
}
