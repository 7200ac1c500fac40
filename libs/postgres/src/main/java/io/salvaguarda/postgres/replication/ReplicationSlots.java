package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Physical slots: what makes a server keep WAL until it was fetched. Names are made of {@code a-z},
 * {@code 0-9} and {@code _}, 63 at most.
 */
public final class ReplicationSlots {
  private ReplicationSlots() {}

  /** What a slot still gets. */
  public enum WalStatus {
    /** All of it, within max_wal_size. */
    RESERVED,
    /** All of it, beyond max_wal_size. */
    EXTENDED,
    /** Some may go with the next checkpoint. */
    UNRESERVED,
    /** Some is gone: the slot is of no use any more. */
    LOST,
    /** The slot reserves nothing yet, or the server uses a word that is not known here. */
    UNKNOWN
  }

  /**
   * @param restartLsn the oldest WAL that it keeps; empty when it keeps none
   * @param active whether somebody streams by it
   * @param retainedBytes of WAL that the server keeps for it
   * @param safeBytes what may be written before it loses WAL; empty: without limit
   */
  public record SlotState(
      Optional<Lsn> restartLsn,
      boolean active,
      long retainedBytes,
      WalStatus walStatus,
      OptionalLong safeBytes) {}

  /** Makes the slot when it is not there; it keeps WAL at once. For a user with REPLICATION. */
  public static Outcome<Void> ensure(ConnectionSpec spec, String slot) {
    throw new UnsupportedOperationException();
  }

  /** False when there was none. Fails, retryable, while it is in use. */
  public static Outcome<Boolean> drop(ConnectionSpec spec, String slot) {
    throw new UnsupportedOperationException();
  }

  /** Asked by SQL: for any user who may connect to the spec's database. Empty: no such slot. */
  public static Outcome<Optional<SlotState>> state(ConnectionSpec spec, String slot) {
    throw new UnsupportedOperationException();
  }
}
