package io.salvaguarda.kit.jobs;

import io.salvaguarda.events.Failure;

/**
 * What a kind of job does. One bean per kind.
 *
 * @param <P> the payload, a record that Jackson can read and write
 */
public interface JobHandler<P> {

  /** The job kind, unique in the service. */
  String kind();

  Class<P> payloadType();

  /**
   * Whether nobody waits for such jobs: others are taken first, and where an instance has room for
   * several, one place stays free for them.
   */
  default boolean background() {
    return false;
  }

  /**
   * One attempt, on a thread of its own that may block. Nothing outside may change but what a
   * second run can repeat; the rest belongs into the {@link Consequence}. An exception counts as a
   * retryable surprise.
   *
   * @throws JobStopped when {@link JobContext#throwIfStopped()} says that the lease is lost, the
   *     job was cancelled, or its deadline has passed
   */
  JobResult run(JobContext<P> context) throws Exception;

  /** Takes effect in the same transaction as the claim of each attempt, e.g. a "started" event. */
  default Consequence onStart(Job job, P payload) {
    return Consequence.NONE;
  }

  /** Takes effect with the failed attempt; also called by the sweeper, for a worker that died. */
  Consequence onFailure(Job job, P payload, Failure failure, boolean willRetry);

  Consequence onCancel(Job job, P payload, String cancelledBy);
}
