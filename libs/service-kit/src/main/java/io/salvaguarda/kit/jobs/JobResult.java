package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.Failure;

/** How one attempt ended. */
public sealed interface JobResult {

  /**
   * @param result kept as JSON with the job
   * @param consequence published in the same transaction as the fenced update
   */
  record Done(Object result, Consequence consequence) implements JobResult {}

  /** An expected failure; its kind decides whether another attempt follows. */
  record Failed(Failure failure) implements JobResult {}
}
