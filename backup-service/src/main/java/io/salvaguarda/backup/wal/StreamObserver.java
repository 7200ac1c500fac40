package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.wal.WalFile;

/** Is told how streaming goes on. Called by several threads. */
public interface StreamObserver {

  /** A whole file is durable. */
  void stored(WalFile file, long bytes);

  /**
   * How far it is; called about once a second at least.
   *
   * @param durable everything before it is in the repository
   * @param serverEnd how far the server's log goes, as it said last
   */
  void reached(String systemId, int timeline, int segmentBytes, Lsn durable, Lsn serverEnd);
}
