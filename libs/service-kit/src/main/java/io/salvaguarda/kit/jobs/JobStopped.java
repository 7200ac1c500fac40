package io.salvaguarda.kit.jobs;

/** Thrown in a job's own thread when it must stop; why is in {@link #reason()}. */
public final class JobStopped extends RuntimeException {

  /** Why a running attempt must stop. */
  public enum Reason {
    /** Another worker may own the job now: nothing that this attempt does may take effect. */
    LEASE_LOST,
    CANCELLED,
    DEADLINE,
    SHUTDOWN
  }

  private final Reason reason;

  JobStopped(Reason reason) {
    super("job stopped: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
