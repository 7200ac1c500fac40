package io.salvaguarda.restore.drill;

import io.salvaguarda.events.DrillStep;
import io.salvaguarda.restore.run.RestoreProgress;
import io.salvaguarda.restore.run.Supervision;
import java.util.ArrayList;
import java.util.List;

/** Times what a drill does, and passes everything on. */
public final class StepClock implements Supervision {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Supervision outer;
  private final long start = System.nanoTime();
  private final List<DrillStep> ended = new ArrayList<>();
  private String step;
  private long since = start;

  public StepClock(Supervision outer) {
    this.outer = outer;
  }

  /** What was done until now has ended; this begins, unless it goes on. */
  public synchronized void step(String name) {
    if (name.equals(step)) {
      return;
    }
    long now = System.nanoTime();
    if (step != null) {
      ended.add(new DrillStep(step, (now - since) / NANOS_PER_MILLI));
    }
    step = name;
    since = now;
  }

  /** All of them, what is being done now up to this moment. */
  public synchronized List<DrillStep> steps() {
    List<DrillStep> all = new ArrayList<>(ended);
    if (step != null) {
      all.add(new DrillStep(step, (System.nanoTime() - since) / NANOS_PER_MILLI));
    }
    return List.copyOf(all);
  }

  public long millis() {
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  @Override
  public void progress(RestoreProgress latest) {
    step(latest.phase().name());
    outer.progress(latest);
  }

  @Override
  public void throwIfStopped() {
    outer.throwIfStopped();
  }

  @Override
  public void onStop(Runnable action) {
    outer.onStop(action);
  }
}
