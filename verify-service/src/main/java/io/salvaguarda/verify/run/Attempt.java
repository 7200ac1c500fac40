package io.salvaguarda.verify.run;

import io.salvaguarda.events.Level;
import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.verify.proof.Phase;
import io.salvaguarda.verify.proof.Supervision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One attempt of a verification under the job's stop orders and a time limit of its own. Belongs to
 * the thread that starts it; leaves that thread without an interrupt when closed.
 */
final class Attempt implements Supervision, AutoCloseable {

  private final JobContext<?> context;
  private final Thread worker = Thread.currentThread();
  private final Thread timer;
  private final long start = System.nanoTime();
  private final Deque<Runnable> stopActions = new ArrayDeque<>();
  private volatile boolean expired;
  private volatile Phase phase = Phase.READ;
  private boolean active = true;

  private Attempt(JobContext<?> context, Duration limit) {
    this.context = context;
    this.timer = Thread.ofVirtual().name("limit-" + context.jobId()).unstarted(() -> run(limit));
  }

  static Attempt start(JobContext<?> context, Duration limit) {
    Attempt attempt = new Attempt(context, limit);
    attempt.onStop(attempt::interruptReading);
    attempt.timer.start();
    return attempt;
  }

  private void run(Duration limit) {
    try {
      Thread.sleep(limit);
      expire();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt(); // the attempt was faster
    }
  }

  private void expire() {
    Deque<Runnable> actions;
    synchronized (stopActions) {
      expired = true;
      actions = new ArrayDeque<>(stopActions);
    }
    actions.forEach(Runnable::run);
  }

  /** Only a read from the store blocks beyond what the proof's own stop actions free. */
  private synchronized void interruptReading() {
    if (active && phase == Phase.READ) {
      worker.interrupt();
    }
  }

  boolean expired() {
    return expired;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void at(Level level, Phase now, long doneBytes, long totalBytes) {
    phase = now;
    context.progress(
        new VerificationProgress(level, now, doneBytes, totalBytes, elapsed().toMillis()));
  }

  @Override
  public void throwIfStopped() {
    context.throwIfStopped();
    if (expired) {
      throw new AttemptExpired();
    }
  }

  /** Run at most twice: when the job is stopped and when the time is up. */
  @Override
  public void onStop(Runnable action) {
    context.onStop(action);
    synchronized (stopActions) {
      if (!expired) {
        stopActions.push(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public void close() {
    synchronized (this) {
      active = false;
      Thread.interrupted();
    }
    timer.interrupt();
  }
}
