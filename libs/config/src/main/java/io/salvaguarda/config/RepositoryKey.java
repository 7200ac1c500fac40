package io.salvaguarda.config;

import java.nio.file.Path;

/** What opens a repository; without it nothing in the repository can be read. */
public sealed interface RepositoryKey {

  /** A text that people can remember. */
  record Passphrase(Secret text) implements RepositoryKey {

    /**
     * Reads one from a file; line ends at its end do not count.
     *
     * @throws Refused when it cannot be read; the message goes on after "the passphrase"
     */
    public static Passphrase read(Path file) throws Refused {
      return new Passphrase(
          Secret.of(SecretText.content(file.toString(), Path.of("").toAbsolutePath())));
    }
  }

  /**
   * A file of random bytes, or of a private key.
   *
   * @param file absolute
   * @param content as it was when the configuration was read
   */
  record KeyFile(Path file, SecretBytes content) implements RepositoryKey {

    /**
     * Reads one.
     *
     * @throws Refused when it cannot be a key file, or others may read it
     */
    public static KeyFile read(Path file) throws Refused {
      return new KeyFile(file.toAbsolutePath().normalize(), SecretBytes.of(KeyFiles.read(file)));
    }
  }
}
