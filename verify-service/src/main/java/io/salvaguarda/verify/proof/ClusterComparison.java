package io.salvaguarda.verify.proof;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Finding;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.physical.ClusterFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a recovered cluster is the one that its backup's facts tell of. */
final class ClusterComparison {

  private final Assignment assignment;
  private final ConnectionSpec server;

  /**
   * @param server any database of the recovered cluster
   */
  ClusterComparison(Assignment assignment, ConnectionSpec server) {
    this.assignment = assignment;
    this.server = server;
  }

  /** Returns the databases that can be connected to. */
  List<String> run(ClusterFacts facts) {
    try (Connection connection = PostgresConnections.open(server);
        Statement statement = connection.createStatement()) {
      List<Finding> findings = new ArrayList<>();
      identity(statement, facts).ifPresent(findings::add);
      Map<Long, String> databases =
          names(statement, "select oid, datname from pg_catalog.pg_database");
      facts.databases().stream()
          .filter(expected -> !databases.containsKey(expected.oid()))
          .forEach(expected -> findings.add(Findings.databaseMissing(expected.name())));
      // one that was dropped while the backup was made was sent all the same
      Map<Long, String> tablespaces =
          names(statement, "select oid, spcname from pg_catalog.pg_tablespace");
      facts.tablespaces().stream()
          .filter(expected -> !tablespaces.containsKey(expected.oid()))
          .forEach(
              expected ->
                  assignment.note(
                      "the tablespace " + expected.name() + " was dropped during the backup"));
      if (!findings.isEmpty()) {
        throw new BadBackup(
            ErrorClass.CONTENT_DIFFERS, findings.getFirst().message(), findings, List.of());
      }
      return connectable(statement);
    } catch (SQLException e) {
      assignment.supervision().throwIfStopped();
      throw judged(e);
    }
  }

  private static Optional<Finding> identity(Statement statement, ClusterFacts facts)
      throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select system_identifier::text from pg_catalog.pg_control_system()")) {
      row.next();
      String actual = row.getString(1);
      return actual.equals(facts.systemId())
          ? Optional.empty()
          : Optional.of(Findings.otherCluster(facts.systemId(), actual));
    }
  }

  /** By OID: names may change at any time. */
  private static Map<Long, String> names(Statement statement, String sql) throws SQLException {
    Map<Long, String> names = new HashMap<>();
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        names.put(row.getLong(1), row.getString(2));
      }
    }
    return names;
  }

  private List<String> connectable(Statement statement) throws SQLException {
    List<String> databases = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery(
            """
            select datname, datallowconn and datconnlimit <> -2, datname = 'template0'
            from pg_catalog.pg_database order by datname
            """)) {
      while (row.next()) {
        if (row.getBoolean(2)) {
          databases.add(row.getString(1));
        } else if (!row.getBoolean(3)) {
          assignment.note(row.getString(1) + " allows no connections: its tables were not checked");
        }
      }
    }
    return databases;
  }

  private RuntimeException judged(SQLException e) {
    String state = SqlFailures.sqlState(e);
    return SqlStates.isDamage(state)
        ? PhysicalProof.damaged(
            List.of(Findings.dataDamaged(server.database(), SqlFailures.primaryMessage(e))))
        : new PostgresException(SqlFailures.classify(e, server, Side.SANDBOX), e);
  }
}
