package io.salvaguarda.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How it is seen to that everyone who should be able to open a repository can.
 *
 * @param every the oldest that a recipient's last proof may be; a day or more
 * @param keyFiles files with keys of other recipients, absolute: backup-service proves these
 *     besides its own. They are read when it does, and by nobody else: they need not exist
 *     elsewhere
 */
public record KeyProofs(Duration every, List<Path> keyFiles) {

  /** When the file does not say. */
  static final KeyProofs DEFAULT = new KeyProofs(Duration.ofDays(90), List.of());

  public KeyProofs {
    keyFiles = List.copyOf(keyFiles);
  }
}
