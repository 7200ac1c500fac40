package io.salvaguarda.local;

/** A server of the stack did not come up; the message holds the last lines of its log. */
public final class StartFailed extends RuntimeException {
  public StartFailed(String message) {
    super(message);
  }

  public StartFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
