package io.salvaguarda.kit.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** A running attempt, as its handler sees it. Safe to use from several threads. */
public final class JobContext<P> {

  private static final Logger LOG = Logger.getLogger(JobContext.class);

  private final Job job;
  private final P payload;
  private final AtomicReference<JobStopped.Reason> stopped = new AtomicReference<>();
  private final Deque<Runnable> stopActions = new ArrayDeque<>();
  private volatile Object progress;

  JobContext(Job job, P payload) {
    this.job = job;
    this.payload = payload;
  }

  public UUID jobId() {
    return job.id;
  }

  public int attempt() {
    return job.attempt;
  }

  public Job job() {
    return job;
  }

  public P payload() {
    return payload;
  }

  /** The latest progress, a record that Jackson can write; stored with the next heartbeat. */
  public void progress(Object latest) {
    progress = latest;
  }

  Object latestProgress() {
    return progress;
  }

  public boolean isStopped() {
    return stopped.get() != null;
  }

  /**
   * @throws JobStopped when this attempt must end
   */
  public void throwIfStopped() {
    JobStopped.Reason reason = stopped.get();
    if (reason != null) {
      throw new JobStopped(reason);
    }
  }

  JobStopped.Reason stopReason() {
    return stopped.get();
  }

  /** Runs {@code action} when the attempt must stop: kill the child processes, close the stream. */
  public void onStop(Runnable action) {
    synchronized (stopActions) {
      if (!isStopped()) {
        stopActions.push(action);
        return;
      }
    }
    action.run();
  }

  void stop(JobStopped.Reason reason) {
    Deque<Runnable> actions;
    synchronized (stopActions) {
      if (!stopped.compareAndSet(null, reason)) {
        return;
      }
      actions = new ArrayDeque<>(stopActions);
      stopActions.clear();
    }
    for (Runnable action : actions) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.errorf(e, "event=job.stop_action_failed job=%s", job.id);
      }
    }
  }
}
