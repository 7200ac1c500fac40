package io.salvaguarda.postgres;

/** Carries a {@link PostgresFailure} out of code that has no other way to return it. */
public final class PostgresException extends RuntimeException {
  private final transient PostgresFailure failure;

  public PostgresException(PostgresFailure failure) {
    super(failure.error() + ": " + failure.message());
    this.failure = failure;
  }

  public PostgresException(PostgresFailure failure, Throwable cause) {
    super(failure.error() + ": " + failure.message(), cause);
    this.failure = failure;
  }

  public PostgresFailure failure() {
    return failure;
  }
}
