package io.salvaguarda.local.demo;

/** A step of the story did not happen; the message tells a person what was seen instead. */
final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepFailed(String message) {
    super(message);
  }

  StepFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /** Fails the step unless the condition holds. */
  static void unless(boolean condition, String message) {
    if (!condition) {
      throw new StepFailed(message);
    }
  }
}
