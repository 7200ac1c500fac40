package io.salvaguarda.restore.run;

import io.salvaguarda.events.Failure;

/** How one attempt to restore ended. */
public sealed interface RestoreOutcome {

  /** The data is there and was counted. */
  record Restored(RestoreResult result) implements RestoreOutcome {}

  /** Nothing was put into use. */
  record Failed(Failure failure) implements RestoreOutcome {}
}
