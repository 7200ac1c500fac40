package io.salvaguarda.postgres;

import static io.salvaguarda.postgres.PostgresFailure.retryable;
import static io.salvaguarda.postgres.PostgresFailure.terminal;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells failures apart by SQLSTATE, never by the server's words, which come in the server's
 * language. Only the primary message is shown: detail and context may hold rows.
 */
public final class SqlFailures {
  private SqlFailures() {}

  public static PostgresFailure classify(SQLException e, ConnectionSpec spec, Side side) {
    return classify(sqlState(e), primaryMessage(e), spec, side);
  }

  /** For servers that are asked otherwise than over JDBC; the text is redacted already. */
  public static PostgresFailure classify(
      String state, String said, ConnectionSpec spec, Side side) {
    String what = said + " (" + state + ", " + spec.describe() + ")";
    if (side == Side.SANDBOX) {
      return sandbox(state, what);
    }
    PostgresError unreachable =
        side == Side.SOURCE ? PostgresError.SOURCE_UNREACHABLE : PostgresError.RESTORE_FAILED;
    return switch (state) {
      case "28P01", "28000" ->
          terminal(
              PostgresError.SOURCE_AUTHENTICATION,
              what,
              "Check the user, the password and pg_hba.conf: nothing is tried again until then.");
      case "42501" ->
          terminal(
              PostgresError.SOURCE_PERMISSION,
              what,
              "Grant the user what is missing (for backups: the role pg_read_all_data).");
      case "3D000" ->
          terminal(
              PostgresError.DATABASE_MISSING,
              what,
              "Check the database's name, or remove it from the configuration if it was dropped.");
      case "42P04" ->
          terminal(PostgresError.TARGET_EXISTS, what, "Choose another name for the target.");
      case "53100" -> retryable(PostgresError.DISK_FULL, what, "Make room on the server's disk.");
      case "53300", "57P01", "57P02", "57P03", "57P05", "55006" ->
          retryable(unreachable, what, "The server is busy or restarting; it is tried again.");
      default ->
          state.startsWith("08")
              ? retryable(unreachable, what, "Check that the server runs and can be reached.")
              : other(side, what);
    };
  }

  private static PostgresFailure other(Side side, String what) {
    return side == Side.SOURCE
        ? retryable(PostgresError.DUMP_FAILED, what, "See the server's log for the cause.")
        : terminal(PostgresError.RESTORE_FAILED, what, "See the target server's log.");
  }

  private static PostgresFailure sandbox(String state, String what) {
    PostgresError error =
        state.equals("53100") ? PostgresError.DISK_FULL : PostgresError.SANDBOX_FAILED;
    return PostgresFailure.inconclusive(
        error, what, "The throwaway cluster failed, not the backup: the check is tried again.");
  }

  /** The five characters of the SQLSTATE; {@code 08000} when the driver gave none. */
  public static String sqlState(SQLException e) {
    return e.getSQLState() == null ? "08000" : e.getSQLState();
  }

  /** What the server said, without detail, hint, context and query: those may hold data. */
  public static String primaryMessage(SQLException e) {
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    String said = server == null ? String.valueOf(e.getMessage()) : server.getMessage();
    return RedactedText.of(said == null ? "no message" : said);
  }
}
