package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Identifiers;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.RedactedText;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.io.IOException;

/**
 * What went wrong, as {@link SqlFailures} tells it, but with the next step for replication: its
 * user, its line in pg_hba.conf and its limits are others than those of a dump.
 */
record ReplicationFailures(ConnectionSpec spec, Side side) {
  private static final String PASSWORD = "28P01";
  private static final String CONNECTION = "08006";

  PostgresFailure of(IOException e) {
    return switch (e) {
      case ServerRefusal refusal -> refused(refusal.state(), said(e));
      case LoginException login -> SqlFailures.classify(PASSWORD, said(e), spec, side);
      default -> SqlFailures.classify(CONNECTION, said(e), spec, side);
    };
  }

  /** Of a backup that has begun: the server's settings are right, so another try may succeed. */
  PostgresFailure ofBackup(IOException e) {
    return e instanceof ServerRefusal refusal
        ? SqlFailures.classify(refusal.state(), said(e), spec, side)
        : of(e);
  }

  /** Of a stream of WAL: a slot that is in no state to be used has lost what it kept. */
  PostgresFailure ofStream(IOException e) {
    return e instanceof ServerRefusal refusal && refusal.state().equals("55000")
        ? PostgresFailure.terminal(
            PostgresError.WAL_REMOVED,
            of(e).message(),
            "Drop the replication slot, which has lost WAL, and take a new physical backup.")
        : of(e);
  }

  private static String said(IOException e) {
    String message = e.getMessage() == null ? "the connection broke" : e.getMessage();
    String kind =
        e.getClass().getPackage() == ReplicationFailures.class.getPackage()
            ? ""
            : e.getClass().getSimpleName() + ": ";
    return RedactedText.of(kind + message);
  }

  private PostgresFailure refused(String state, String said) {
    PostgresFailure usual = SqlFailures.classify(state, said, spec, side);
    if (side == Side.SANDBOX) {
      return usual;
    }
    String user = Identifiers.quoted(spec.user());
    return switch (state) {
      case "42501" -> next(usual, "Let the user replicate: ALTER ROLE " + user + " REPLICATION;");
      case "28000" ->
          next(
              usual,
              "Check the user and that pg_hba.conf lets him in for replication: \"host replication "
                  + spec.user()
                  + " <our address> scram-sha-256\", then reload the server.");
      case "53300" -> next(usual, "Wait, or raise max_wal_senders on the server.");
      case "53400" ->
          PostgresFailure.retryable(
              PostgresError.CONFIGURATION,
              usual.message(),
              "Wait, drop replication slots that nobody uses, or raise max_replication_slots.");
      case "55000" ->
          PostgresFailure.terminal(
              PostgresError.CONFIGURATION,
              usual.message(),
              "Set wal_level to replica, and max_wal_senders and max_replication_slots above 0.");
      case "42704" ->
          PostgresFailure.terminal(
              PostgresError.CONFIGURATION,
              usual.message(),
              "The replication slot is gone: it is made anew, and a physical backup is due.");
      case "58P01" ->
          PostgresFailure.terminal(
              PostgresError.WAL_REMOVED,
              usual.message(),
              "Take a new physical backup: the WAL in between is lost to us.");
      default -> usual;
    };
  }

  private static PostgresFailure next(PostgresFailure failure, String step) {
    return new PostgresFailure(
        failure.kind(), failure.error(), failure.message(), step, failure.logTail());
  }

  static PostgresFailure cancelled(String what) {
    return PostgresFailure.terminal(
        PostgresError.CANCELLED, "the " + what + " was cancelled", "None.");
  }
}
