package io.salvaguarda.backup.run;

import io.salvaguarda.events.Failure;
import io.salvaguarda.repository.Manifest;

/** How an attempt to take a backup ended. */
public sealed interface BackupOutcome {

  /**
   * The backup is in the repository.
   *
   * @param adopted an earlier attempt of the same job had published it
   */
  record Published(Manifest manifest, boolean adopted) implements BackupOutcome {}

  /** Nothing was published. */
  record Failed(Failure failure) implements BackupOutcome {}
}
