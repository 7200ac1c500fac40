package io.salvaguarda.restore.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import java.util.List;

/** Carries an expected failure out of the depth of a restore. */
final class RestoreTrouble extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  RestoreTrouble(ErrorClass errorClass, String message, String nextStep) {
    super(message);
    this.failure = new Failure(FailureKind.TERMINAL, errorClass, message, nextStep, List.of());
  }

  Failure failure() {
    return failure;
  }
}
