package io.salvaguarda.access;

import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.RepositoryKey;
import io.salvaguarda.repository.key.Credential;
import io.salvaguarda.repository.key.Passphrase;
import io.salvaguarda.repository.key.UnusableKey;

/** What opens a configured repository. */
public final class Credentials {

  private Credentials() {}

  /**
   * Of what the configuration names.
   *
   * @throws UnusableKeyFile when its key file holds no key that could open a repository
   */
  public static Credential of(RepositoryConfig repository) throws UnusableKeyFile {
    return of(repository.key());
  }

  /**
   * Of a passphrase or a key file.
   *
   * @throws UnusableKeyFile when the file holds no key that could open a repository
   */
  public static Credential of(RepositoryKey key) throws UnusableKeyFile {
    return switch (key) {
      case RepositoryKey.Passphrase passphrase -> Passphrase.of(passphrase.text().reveal());
      case RepositoryKey.KeyFile keyFile -> ofFile(keyFile);
    };
  }

  private static Credential ofFile(RepositoryKey.KeyFile keyFile) throws UnusableKeyFile {
    try {
      return Credential.ofKeyFile(keyFile.content().reveal());
    } catch (UnusableKey e) {
      throw new UnusableKeyFile(keyFile.file(), e);
    }
  }
}
