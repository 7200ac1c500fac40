package io.salvaguarda.postgres.dump;

import io.salvaguarda.postgres.PostgresFailure;
import java.io.IOException;

/** Thrown where a dump's stream would otherwise seem to end well. */
public final class DumpFailedException extends IOException {
  private final transient PostgresFailure failure;

  DumpFailedException(PostgresFailure failure) {
    super(failure.error() + ": " + failure.message());
    this.failure = failure;
  }

  public PostgresFailure failure() {
    return failure;
  }
}
