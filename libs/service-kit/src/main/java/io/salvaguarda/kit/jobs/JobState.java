package io.salvaguarda.kit.jobs;

/** Where a job is. The last three are final. */
public enum JobState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED
}
