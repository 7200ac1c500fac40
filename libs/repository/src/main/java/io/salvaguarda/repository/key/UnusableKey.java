package io.salvaguarda.repository.key;

/** A file is not the key that was asked for. The message tells what it is, and never shows it. */
public final class UnusableKey extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableKey(String message) {
    super(message);
  }
}
