package io.salvaguarda.postgres.dump;

import static io.salvaguarda.postgres.PostgresFailure.retryable;
import static io.salvaguarda.postgres.PostgresFailure.terminal;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.session.ServerVersion;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a failed pg_dump or pg_dumpall means. libpq's own words are English here (LC_MESSAGES=C),
 * but the server's come in the server's language, so when nothing is recognised the server is asked
 * itself: an SQLSTATE has no language.
 */
final class DumpFailures {
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "Connection refused|Connection timed out|timeout expired|could not translate host name"
              + "|No route to host|Network is unreachable|server closed the connection"
              + "|terminating connection|no connection to the server|SSL SYSCALL"
              + "|connection to server was lost|starting up|shutting down"
              + "|could not receive data from server|No such file or directory");
  private static final Pattern NO_CONNECTION_LEFT =
      Pattern.compile("too many (?:clients|connections)|remaining connection slots");
  private static final Pattern AUTHENTICATION =
      Pattern.compile(
          "password authentication failed|no password supplied|no pg_hba\\.conf entry"
              + "|authentication failed|certificate verify failed|does not support SSL");
  private static final Pattern PERMISSION =
      Pattern.compile(
          "permission denied|must be superuser|must be owner|row-level security policy");
  private static final Pattern MISSING = Pattern.compile("database \".*\" does not exist");
  private static final Pattern DAMAGED =
      Pattern.compile(
          "invalid page|could not read block|missing chunk number|unexpected chunk"
              + "|compressed .* data is corrupt|invalid memory alloc request");

  private DumpFailures() {}

  static PostgresFailure classify(String tool, int exit, List<String> tail, ConnectionSpec spec) {
    return byWords(tool, exit, String.join("\n", tail), spec).withLogTail(tail);
  }

  private static PostgresFailure byWords(String tool, int exit, String said, ConnectionSpec spec) {
    String where = " (" + spec.describe() + ")";
    if (AUTHENTICATION.matcher(said).find()) {
      return terminal(
          PostgresError.SOURCE_AUTHENTICATION,
          "the server refused the user" + where,
          "Check the user, the password and pg_hba.conf: nothing is tried again until then.");
    }
    if (PERMISSION.matcher(said).find()) {
      return terminal(
          PostgresError.SOURCE_PERMISSION,
          "the user may not read everything" + where,
          "Grant the user pg_read_all_data, and BYPASSRLS where tables have row security.");
    }
    if (MISSING.matcher(said).find()) {
      return terminal(
          PostgresError.DATABASE_MISSING,
          "there is no such database" + where,
          "Check the database's name, or remove it from the configuration if it was dropped.");
    }
    if (DAMAGED.matcher(said).find()) {
      return terminal(
          PostgresError.DUMP_FAILED,
          "the source's own data is damaged" + where,
          "Do not touch the server; keep the last good backup and check the source's disks.");
    }
    if (NO_CONNECTION_LEFT.matcher(said).find()) {
      return retryable(
          PostgresError.DUMP_FAILED,
          "the server has no connection left" + where,
          "Allow more (max_connections, or the user's or database's own limit), or let the plan's"
              + " dump have fewer workers: a backup needs three more connections than it has workers.");
    }
    if (UNREACHABLE.matcher(said).find()) {
      return retryable(
          PostgresError.SOURCE_UNREACHABLE,
          "the connection could not be made or was lost" + where,
          "Check that the server runs and can be reached.");
    }
    return byAsking(tool, exit, spec);
  }

  private static PostgresFailure byAsking(String tool, int exit, ConnectionSpec spec) {
    return switch (ServerVersion.ask(spec, Side.SOURCE)) {
      case Outcome.Failed<ServerVersion> failed -> failed.failure();
      case Outcome.Done<ServerVersion> done ->
          retryable(
              PostgresError.DUMP_FAILED,
              "%s exited with status %d (%s)".formatted(tool, exit, spec.describe()),
              "See the last lines of its log.");
    };
  }
}
