package io.salvaguarda.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/** A password that shows itself only when asked in so many words. */
public final class Password {
  private final String value;

  private Password(String value) {
    this.value = Objects.requireNonNull(value);
  }

  public static Password of(String value) {
    return new Password(value);
  }

  /** For servers that ask for none. */
  public static Password none() {
    return new Password("");
  }

  public String reveal() {
    return value;
  }

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Password that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for all: a hash code must not tell passwords apart. */
  @Override
  public int hashCode() {
    return 1;
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
