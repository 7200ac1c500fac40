package io.salvaguarda.postgres.physical;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a readable replica must have at least as much of as its primary has, or else it does not
 * start: the control file remembers what the primary had last.
 *
 * @param settings by their names
 */
public record ReplicaLimits(Map<String, Integer> settings) {
  private static final int FEWEST_CONNECTIONS = 10;
  private static final int FEWEST_SENDERS = 4;

  /** As the source had them when the backup was made. */
  static ReplicaLimits of(ControlData source) {
    Map<String, Integer> settings = new LinkedHashMap<>();
    settings.put("max_connections", Math.max(FEWEST_CONNECTIONS, source.maxConnections()));
    settings.put("max_worker_processes", source.maxWorkerProcesses());
    settings.put("max_wal_senders", Math.max(FEWEST_SENDERS, source.maxWalSenders()));
    settings.put("max_prepared_transactions", source.maxPreparedTransactions());
    settings.put("max_locks_per_transaction", source.maxLocksPerTransaction());
    return new ReplicaLimits(settings);
  }
}
