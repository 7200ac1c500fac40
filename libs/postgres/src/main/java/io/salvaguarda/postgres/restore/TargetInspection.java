package io.salvaguarda.postgres.restore;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.session.ServerVersion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is at a restore's target before anything is done to it.
 *
 * @param exists whether the server has a database of that name
 * @param empty whether it holds no objects of users; true when it does not exist
 * @param sessions how many are connected to it
 * @param missingRoles the source's roles that the server lacks, sorted
 */
public record TargetInspection(
    ServerVersion server, boolean exists, boolean empty, long sessions, List<String> missingRoles) {

  private static final String USER_OBJECTS =
      """
      select count(*) from (
        select oid, relnamespace, 'pg_class'::regclass from pg_class
        union all select oid, pronamespace, 'pg_proc'::regclass from pg_proc
        union all select oid, typnamespace, 'pg_type'::regclass from pg_type
        union all select oid, oid, 'pg_namespace'::regclass from pg_namespace where nspname <> 'public'
      ) o(oid, namespace, catalog) join pg_namespace n on n.oid = o.namespace
      where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and not exists (select from pg_depend d
          where d.deptype = 'e' and d.classid = o.catalog and d.objid = o.oid)
      """;

  public TargetInspection {
    missingRoles = List.copyOf(missingRoles);
  }

  /**
   * @param server a connection to another database of the target's server, {@code postgres} usually
   * @param sourceRoles the roles that the restore needs
   */
  public static Outcome<TargetInspection> of(
      ConnectionSpec server, String database, List<String> sourceRoles) {
    ConnectionSpec target = server.withDatabase(database);
    try (Connection connection = PostgresConnections.open(server)) {
      boolean exists =
          count(connection, "select count(*) from pg_database where datname = ?", database) > 0;
      long sessions =
          count(connection, "select count(*) from pg_stat_activity where datname = ?", database);
      return Outcome.done(
          new TargetInspection(
              ServerVersion.of(connection),
              exists,
              !exists || empty(target),
              sessions,
              missing(connection, sourceRoles)));
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, target, Side.TARGET));
    }
  }

  private static boolean empty(ConnectionSpec target) throws SQLException {
    try (Connection connection = PostgresConnections.open(target);
        PreparedStatement statement = connection.prepareStatement(USER_OBJECTS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1) == 0;
    }
  }

  private static long count(Connection connection, String sql, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static List<String> missing(Connection connection, List<String> wanted)
      throws SQLException {
    Set<String> missing = new TreeSet<>(wanted);
    try (PreparedStatement statement = connection.prepareStatement("select rolname from pg_roles");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        missing.remove(row.getString(1));
      }
    }
    return List.copyOf(missing);
  }
}
