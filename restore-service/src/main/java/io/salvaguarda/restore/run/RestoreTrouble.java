package io.salvaguarda.restore.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import java.util.List;

/** Carries an expected failure out of the depth of a restore. */
final class RestoreTrouble extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  RestoreTrouble(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /** One that nothing changes until somebody acts. */
  RestoreTrouble(ErrorClass errorClass, String message, String nextStep) {
    this(new Failure(FailureKind.TERMINAL, errorClass, message, nextStep, List.of()));
  }

  Failure failure() {
    return failure;
  }
}
