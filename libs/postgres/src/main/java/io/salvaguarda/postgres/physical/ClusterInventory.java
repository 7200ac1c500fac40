package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import io.salvaguarda.postgres.physical.ClusterFacts.Database;
import io.salvaguarda.postgres.physical.ClusterFacts.Tablespace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a server says of its cluster in SQL, at one instant. Needs no more than the right to connect
 * to one database; what the user may not see is left out.
 *
 * @param at when, by the server's clock
 * @param tablespaces beside the two that every cluster has; without sizes
 * @param databases all, templates among them
 */
public record ClusterInventory(
    Instant at,
    String serverVersion,
    List<Tablespace> tablespaces,
    List<Database> databases,
    List<String> preloadLibraries) {

  private static final String TABLESPACES =
      "select oid, spcname, pg_catalog.pg_tablespace_location(oid) from pg_catalog.pg_tablespace"
          + " where spcname not in ('pg_default', 'pg_global') order by oid";

  /** A size may be asked for by those who may connect, and by those who read all statistics. */
  private static final String DATABASES =
      """
      select oid, datname,
        case when pg_catalog.has_database_privilege(oid, 'CONNECT')
            or pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')
          then pg_catalog.pg_database_size(oid) else 0 end
      from pg_catalog.pg_database order by oid
      """;

  /** pg_settings does not show what the user may not see; show would fail. */
  private static final String LIBRARIES =
      "select coalesce((select setting from pg_catalog.pg_settings"
          + " where name = 'shared_preload_libraries'), '')";

  public ClusterInventory {
    tablespaces = List.copyOf(tablespaces);
    databases = List.copyOf(databases);
    preloadLibraries = List.copyOf(preloadLibraries);
  }

  /** Connects to ask. */
  public static Outcome<ClusterInventory> read(ConnectionSpec spec, Side side) {
    try (Connection connection = PostgresConnections.open(spec)) {
      return Outcome.done(read(connection));
    } catch (SQLException e) {
      return Outcome.failed(SqlFailures.classify(e, spec, side));
    }
  }

  private static ClusterInventory read(Connection connection) throws SQLException {
    return new ClusterInventory(
        query(
                connection,
                "select pg_catalog.clock_timestamp()",
                row -> row.getObject(1, OffsetDateTime.class).toInstant())
            .getFirst(),
        connection.getMetaData().getDatabaseProductVersion(),
        query(
            connection,
            TABLESPACES,
            row -> new Tablespace(row.getLong(1), row.getString(2), row.getString(3), 0)),
        query(
            connection,
            DATABASES,
            row -> new Database(row.getLong(1), row.getString(2), row.getLong(3))),
        query(connection, LIBRARIES, row -> libraries(row.getString(1))).getFirst());
  }

  /** Only what was there before is there still: it cannot be missing in between. */
  public List<Database> databasesSince(ClusterInventory earlier) {
    Set<Named> before =
        earlier.databases.stream().map(Named::of).collect(Collectors.toUnmodifiableSet());
    return databases.stream().filter(database -> before.contains(Named.of(database))).toList();
  }

  private record Named(long oid, String name) {
    static Named of(Database database) {
      return new Named(database.oid(), database.name());
    }
  }

  private static List<String> libraries(String setting) {
    return Arrays.stream(setting.split(","))
        .map(String::strip)
        .map(name -> name.replaceAll("^\"|\"$", ""))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> query(Connection connection, String sql, RowReader<T> reader)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(reader.read(row));
      }
    }
    return found;
  }
}
