package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import java.util.List;

/** Ends a proof within this package: something of ours keeps it from an answer. */
final class OurTrouble extends RuntimeException {

  private final transient Failure failure;

  private OurTrouble(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /** It may pass: the proof is tried again. */
  static OurTrouble passing(ErrorClass errorClass, String message, String nextStep) {
    return of(FailureKind.INCONCLUSIVE, errorClass, message, nextStep);
  }

  /** It stays until somebody acts. */
  static OurTrouble staying(ErrorClass errorClass, String message, String nextStep) {
    return of(FailureKind.TERMINAL, errorClass, message, nextStep);
  }

  private static OurTrouble of(
      FailureKind kind, ErrorClass errorClass, String message, String nextStep) {
    return new OurTrouble(new Failure(kind, errorClass, message, nextStep, List.of()));
  }

  Failure failure() {
    return failure;
  }
}
