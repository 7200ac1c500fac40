package io.salvaguarda.access;

import java.io.IOException;

/** Copying failed at one of two repositories. */
public final class CopyException extends IOException {
  private static final long serialVersionUID = 1;

  private final String repository;
  private final IOException reason;

  CopyException(String repository, IOException reason) {
    super(repository + ": " + reason.getMessage(), reason);
    this.repository = repository;
    this.reason = reason;
  }

  /** The name of the repository that failed. */
  public String repository() {
    return repository;
  }

  /** Why, as {@link Failures#of} takes it. */
  public IOException reason() {
    return reason;
  }
}
