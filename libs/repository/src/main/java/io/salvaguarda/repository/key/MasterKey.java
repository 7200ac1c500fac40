package io.salvaguarda.repository.key;

import java.security.SecureRandom;
import java.util.UUID;

/** The one key of a repository from which all others are derived: 32 random bytes. */
public final class MasterKey {

  static final int SIZE = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  public static MasterKey random() {
    return new MasterKey(random(SIZE));
  }

  public SubKeys derive(UUID repositoryId) {
    return SubKeys.derive(bytes, repositoryId);
  }

  byte[] bytes() {
    return bytes;
  }

  static byte[] random(int size) {
    byte[] random = new byte[size];
    RANDOM.nextBytes(random);
    return random;
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
