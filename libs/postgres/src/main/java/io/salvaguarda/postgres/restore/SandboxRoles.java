package io.salvaguarda.postgres.restore;

import static io.salvaguarda.postgres.Identifiers.quoted;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a source's roles in a throwaway cluster, so that owners and grants of a dump can be
 * restored. Never used on any other server: there, missing roles are only reported ({@link
 * TargetInspection}).
 */
public final class SandboxRoles {
  private static final String ROLE_EXISTS = "42710";

  private SandboxRoles() {}

  /**
   * Runs the script statement by statement; a role that exists already is no problem.
   *
   * @param sandbox a throwaway cluster's database {@code postgres}
   * @param script of {@link io.salvaguarda.postgres.dump.Globals}
   * @return what the cluster refused, one redacted line each; the roles' presence is compared later
   */
  public static Outcome<List<String>> restore(ConnectionSpec sandbox, String script) {
    return run(sandbox, GlobalsScript.forSandbox(script));
  }

  /**
   * Makes bare roles of these names, for a backup whose source did not let its roles be dumped. The
   * result is like {@link #restore}'s.
   */
  public static Outcome<List<String>> named(ConnectionSpec sandbox, List<String> roles) {
    return run(sandbox, roles.stream().map(role -> "create role " + quoted(role)).toList());
  }

  private static Outcome<List<String>> run(ConnectionSpec sandbox, List<String> statements) {
    List<String> refused = new ArrayList<>();
    try (Connection connection = PostgresConnections.open(sandbox);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          if (SqlFailures.sqlState(e).startsWith("08")) {
            throw e;
          }
          if (!ROLE_EXISTS.equals(e.getSQLState())) {
            refused.add(SqlFailures.primaryMessage(e));
          }
        }
      }
      return Outcome.done(List.copyOf(refused));
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, sandbox, Side.SANDBOX));
    }
  }
}
