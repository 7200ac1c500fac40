package io.salvaguarda.backup.repositories;

import io.salvaguarda.access.StopOrder;
import io.salvaguarda.kit.jobs.JobContext;

/** A job's stop, as the work on a repository is told of it. */
public record JobStop(JobContext<?> context) implements StopOrder {

  @Override
  public void throwIfStopped() {
    context.throwIfStopped();
  }

  @Override
  public void onStop(Runnable action) {
    context.onStop(action);
  }
}
