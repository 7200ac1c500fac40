package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Physical slots: what makes a server keep WAL until it was fetched. Names are made of {@code a-z},
 * {@code 0-9} and {@code _}, 63 at most.
 */
public final class ReplicationSlots {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,63}");
  private static final String DUPLICATE = "42710";
  private static final String UNDEFINED = "42704";
  private static final String STATE =
      """
      select restart_lsn::text, active, wal_status, safe_wal_size,
             coalesce(pg_wal_lsn_diff(
               case when pg_is_in_recovery()
                 then coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())
                 else pg_current_wal_lsn() end, restart_lsn), 0)::bigint as retained
        from pg_replication_slots where slot_name = ?
      """;

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
    UNKNOWN;

    private static WalStatus of(String spelled) {
      return Arrays.stream(values())
          .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(spelled))
          .findFirst()
          .orElse(UNKNOWN);
    }
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
    return over(
        spec,
        connection -> {
          int major = connection.serverVersion().major();
          try {
            connection.command(Commands.permanentSlot(major, requireName(slot)));
          } catch (ServerRefusal refusal) {
            if (!refusal.state().equals(DUPLICATE)) {
              throw refusal;
            }
          }
          return null;
        });
  }

  /** False when there was none. Fails, retryable, while it is in use. */
  public static Outcome<Boolean> drop(ConnectionSpec spec, String slot) {
    return over(
        spec,
        connection -> {
          try {
            connection.command("DROP_REPLICATION_SLOT " + requireName(slot));
            return true;
          } catch (ServerRefusal refusal) {
            if (!refusal.state().equals(UNDEFINED)) {
              throw refusal;
            }
            return false;
          }
        });
  }

  private interface Work<T> {
    T on(ReplicationConnection connection) throws IOException;
  }

  private static <T> Outcome<T> over(ConnectionSpec spec, Work<T> work) {
    return Outcome.of(
        () -> {
          try (var connection = ReplicationConnection.open(spec, Side.SOURCE).orThrow()) {
            try {
              return work.on(connection);
            } catch (IOException e) {
              throw connection.failed(e);
            }
          }
        });
  }

  static String requireName(String slot) {
    if (!NAME.matcher(slot).matches()) {
      throw new IllegalArgumentException("not a replication slot's name: " + slot);
    }
    return slot;
  }

  /** Asked by SQL: for any user who may connect to the spec's database. Empty: no such slot. */
  public static Outcome<Optional<SlotState>> state(ConnectionSpec spec, String slot) {
    try (Connection connection = PostgresConnections.open(spec);
        PreparedStatement query = connection.prepareStatement(STATE)) {
      query.setString(1, slot);
      try (ResultSet row = query.executeQuery()) {
        return Outcome.done(row.next() ? Optional.of(stateOf(row)) : Optional.empty());
      }
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, spec, Side.SOURCE));
    }
  }

  private static SlotState stateOf(ResultSet row) throws SQLException {
    long safe = row.getLong("safe_wal_size");
    OptionalLong safeBytes = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(safe);
    return new SlotState(
        Optional.ofNullable(row.getString("restart_lsn")).map(Lsn::parse),
        row.getBoolean("active"),
        row.getLong("retained"),
        WalStatus.of(row.getString("wal_status")),
        safeBytes);
  }
}
