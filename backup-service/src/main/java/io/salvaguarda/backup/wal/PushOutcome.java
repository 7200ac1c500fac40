package io.salvaguarda.backup.wal;

import io.salvaguarda.repository.wal.PutResult;
import io.salvaguarda.repository.wal.WalFile;

/** What came of a file that a server pushed. */
public sealed interface PushOutcome {

  /** It is durable. */
  record Kept(WalFile file, long bytes, PutResult result) implements PushOutcome {}

  /**
   * It is no such file; nothing was kept.
   *
   * @param right completes "it must be …"
   */
  record Malformed(String field, String value, String right) implements PushOutcome {}

  /** Something else is kept, which stays. */
  record Conflict(String detail) implements PushOutcome {}
}
