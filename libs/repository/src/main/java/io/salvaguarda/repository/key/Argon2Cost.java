package io.salvaguarda.repository.key;

/**
 * What one guess at a passphrase costs. Kept in repository.json, so bounded: whoever can write
 * there must not make us use all memory.
 *
 * @param memoryKib 8 to 1 GiB (1048576)
 * @param iterations 1 to 64
 * @param lanes 1 to 16
 */
public record Argon2Cost(int memoryKib, int iterations, int lanes) {

  /** RFC 9106's second choice: 64 MiB, three passes. About half a second. */
  public static final Argon2Cost DEFAULT = new Argon2Cost(64 * 1024, 3, 4);

  public Argon2Cost {
    if (lanes < 1
        || lanes > 16
        || memoryKib < 8 * lanes
        || memoryKib > 1024 * 1024
        || iterations < 1
        || iterations > 64) {
      throw new IllegalArgumentException(
          "Argon2 cost out of bounds: " + memoryKib + " KiB, " + iterations + " passes, " + lanes);
    }
  }
}
