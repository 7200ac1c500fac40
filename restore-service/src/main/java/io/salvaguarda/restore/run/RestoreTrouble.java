package io.salvaguarda.restore.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import java.util.List;

/** Carries an expected failure out of the depth of a restore. */
public final class RestoreTrouble extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public RestoreTrouble(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /** One that nothing changes until somebody acts. */
  public RestoreTrouble(ErrorClass errorClass, String message, String nextStep) {
    this(new Failure(FailureKind.TERMINAL, errorClass, message, nextStep, List.of()));
  }

  /** Whoever has the job now, it is not the attempt that works on it. */
  public static RestoreTrouble leaseLost() {
    return new RestoreTrouble(
        new Failure(
            FailureKind.RETRYABLE,
            ErrorClass.WORKER_LOST,
            "The restore is another worker's by now.",
            "Nothing: that one finishes it.",
            List.of()));
  }

  Failure failure() {
    return failure;
  }
}
