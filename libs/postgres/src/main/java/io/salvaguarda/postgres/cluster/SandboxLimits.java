package io.salvaguarda.postgres.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a throwaway cluster may use.
 *
 * @param expectedBytes plain size of the data to be restored
 * @param statementTimeout of each statement, index builds too
 * @param tempFileBytes of sorts and the like, per session
 */
public record SandboxLimits(
    long expectedBytes, Duration statementTimeout, long tempFileBytes, int sharedBuffersMiB) {

  private static final long MIB = 1 << 20;
  private static final long OWN_BYTES = 256 * MIB;

  /** Enough for a dump of that plain size. */
  public static SandboxLimits forBytes(long expectedBytes) {
    return new SandboxLimits(
        expectedBytes, Duration.ofHours(6), Math.max(1024 * MIB, 2 * expectedBytes), 128);
  }

  /** Indexes and WAL come on top of the data: twice the plain size, and the cluster's own. */
  public long neededBytes() {
    return OWN_BYTES + 2 * expectedBytes;
  }

  /** Nothing here has to survive a crash; everything has to be gone with the folder. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("fsync", "off");
    parameters.put("synchronous_commit", "off");
    parameters.put("full_page_writes", "off");
    parameters.put("wal_level", "minimal");
    parameters.put("max_wal_senders", "0");
    parameters.put("max_wal_size", "1GB");
    parameters.put("archive_mode", "off");
    parameters.put("autovacuum", "off");
    parameters.put("shared_preload_libraries", "");
    parameters.put("max_connections", "20");
    parameters.put("max_locks_per_transaction", "256");
    parameters.put("max_prepared_transactions", "0");
    parameters.put("shared_buffers", sharedBuffersMiB + "MB");
    parameters.put("maintenance_work_mem", "128MB");
    parameters.put("dynamic_shared_memory_type", "mmap");
    parameters.put("statement_timeout", String.valueOf(statementTimeout.toMillis()));
    parameters.put("temp_file_limit", (tempFileBytes >> 10) + "kB");
    parameters.put("log_min_error_statement", "panic");
    parameters.put("log_error_verbosity", "terse");
    parameters.put("timezone", "UTC");
    parameters.put("log_timezone", "UTC");
    return parameters;
  }
}
