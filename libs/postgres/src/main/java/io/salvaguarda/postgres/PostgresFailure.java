package io.salvaguarda.postgres;

import java.util.List;
import java.util.Objects;

/**
 * An expected failure as a value. Nothing in it is secret: message and log are redacted.
 *
 * @param message one sentence for people
 * @param nextStep what a person should do about it, one sentence
 * @param logTail the tool's last lines, oldest first; empty when no tool ran
 */
public record PostgresFailure(
    Kind kind, PostgresError error, String message, String nextStep, List<String> logTail) {

  /** Whether trying again can help. */
  public enum Kind {
    /** Outages and restarts: try again with backoff. */
    RETRYABLE,
    /** Nothing changes until somebody acts. */
    TERMINAL,
    /** Our own trouble: says nothing about the backup. */
    INCONCLUSIVE
  }

  public PostgresFailure {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(error);
    Objects.requireNonNull(message);
    Objects.requireNonNull(nextStep);
    logTail = List.copyOf(logTail);
  }

  public static PostgresFailure retryable(PostgresError error, String message, String nextStep) {
    return new PostgresFailure(Kind.RETRYABLE, error, message, nextStep, List.of());
  }

  public static PostgresFailure terminal(PostgresError error, String message, String nextStep) {
    return new PostgresFailure(Kind.TERMINAL, error, message, nextStep, List.of());
  }

  public static PostgresFailure inconclusive(PostgresError error, String message, String nextStep) {
    return new PostgresFailure(Kind.INCONCLUSIVE, error, message, nextStep, List.of());
  }

  /** The same, where it says nothing about the backup. */
  public PostgresFailure asInconclusive() {
    return new PostgresFailure(Kind.INCONCLUSIVE, error, message, nextStep, logTail);
  }

  public PostgresFailure withLogTail(List<String> tail) {
    return new PostgresFailure(kind, error, message, nextStep, tail);
  }
}
