package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.kit.jobs.JobContext;
import io.salvaguarda.restore.run.RestoreProgress;
import io.salvaguarda.restore.run.Supervision;

/** A job's context as the restore sees it. */
public record JobSupervision(JobContext<?> context) implements Supervision {

  @Override
  public void progress(RestoreProgress latest) {
    context.progress(latest);
  }

  @Override
  public void throwIfStopped() {
    context.throwIfStopped();
  }

  @Override
  public void onStop(Runnable action) {
    context.onStop(action);
  }
}
