package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What went wrong, for programs and for people. Texts carry no secret (the caller redacts) and are
 * cut so that an event which holds a failure always fits a record: each text to 2 KiB, the log to
 * its last 16 KiB.
 *
 * @param kind whether trying again can help
 * @param errorClass what went wrong, for programs
 * @param message what went wrong, for people: one sentence
 * @param nextStep what to do about it: one sentence
 * @param logTail the last redacted lines of the tool's log, oldest first; may be empty
 */
public record Failure(
    FailureKind kind,
    ErrorClass errorClass,
    String message,
    String nextStep,
    List<String> logTail) {
  public Failure {
    requireNonNull(kind, "kind");
    requireNonNull(errorClass, "errorClass");
    message = Bounded.text("message", message);
    nextStep = Bounded.text("nextStep", nextStep);
    logTail = Bounded.lastLines("logTail", logTail);
  }

  /**
   * Somebody stopped it: not a failure of anything.
   *
   * @param work as in "The restore"
   */
  public static Failure cancelled(String work, String by, String nextStep) {
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.CANCELLED,
        work + " was cancelled by " + by + ".",
        nextStep,
        List.of());
  }
}
