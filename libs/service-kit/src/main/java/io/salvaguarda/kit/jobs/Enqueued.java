package io.salvaguarda.kit.jobs;

import java.util.UUID;

/** What became of a {@link JobRequest}. */
public sealed interface Enqueued {

  UUID jobId();

  /** A new job. */
  record Created(UUID jobId) implements Enqueued {}

  /** The same idempotency key was used before, for this job. */
  record Repeated(UUID jobId) implements Enqueued {}

  /** Another job of the same kind and exclusive key is still active. */
  record AlreadyActive(UUID jobId) implements Enqueued {}
}
