package io.salvaguarda.notifier.incident;

import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.Proof;
import java.time.Instant;
import java.util.Optional;

/** Something worked that may have failed before. */
public record Recovery(String sourceId, Cause cause, Instant at, Proof proof) implements News {

  /** The backup that passed its verification. */
  public Optional<String> backupId() {
    return proof instanceof Proof.BackupProven proven
        ? Optional.of(proven.backupId())
        : Optional.empty();
  }
}
