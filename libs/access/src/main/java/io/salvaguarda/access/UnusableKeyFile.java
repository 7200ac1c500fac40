package io.salvaguarda.access;

import io.salvaguarda.repository.key.UnusableKey;
import java.io.IOException;
import java.nio.file.Path;

/** A key file that the configuration names holds no key that could open a repository. */
public final class UnusableKeyFile extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableKeyFile(Path file, UnusableKey why) {
    super("the key file " + file + " cannot be used: " + why.getMessage(), why);
  }
}
