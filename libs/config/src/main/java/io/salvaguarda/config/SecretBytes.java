package io.salvaguarda.config;

import java.security.MessageDigest;

/** Bytes that must not be shown: they print as stars, and only {@link #reveal()} gives them out. */
public final class SecretBytes {
  private final byte[] value;

  private SecretBytes(byte[] value) {
    this.value = value;
  }

  public static SecretBytes of(byte[] value) {
    return new SecretBytes(value.clone());
  }

  /** A copy of the bytes, for the one place that needs them. */
  public byte[] reveal() {
    return value.clone();
  }

  /** Takes the same time wherever the bytes differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes that && MessageDigest.isEqual(value, that.value);
  }

  /** The same for all, so that it tells nothing. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "***";
  }
}
