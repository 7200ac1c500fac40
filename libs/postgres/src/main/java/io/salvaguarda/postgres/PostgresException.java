package io.salvaguarda.postgres;

/** Carries a {@link PostgresFailure} out of code that has no other way to return it. */
public final class PostgresException extends RuntimeException {
  private final transient PostgresFailure failure;

  public PostgresException(PostgresFailure failure) {
    super(message(failure));
    this.failure = failure;
  }

  public PostgresException(PostgresFailure failure, Throwable cause) {
    super(message(failure), cause);
    this.failure = failure;
  }

  private static String message(PostgresFailure failure) {
    String said = failure.error() + ": " + failure.message();
    return failure.logTail().isEmpty() ? said : said + " " + failure.logTail();
  }

  public PostgresFailure failure() {
    return failure;
  }
}
