package io.salvaguarda.verify.proof;

import static io.salvaguarda.postgres.Identifiers.quoted;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Finding;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL's own check (amcheck) of every B-tree index, where the extension is installed. */
final class IndexProof {

  private static final String OWN_SCHEMA = "salvaguarda_amcheck";
  private static final String INDEXES =
      """
      select c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname)
      from pg_catalog.pg_index i
        join pg_catalog.pg_class c on c.oid = i.indexrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        join pg_catalog.pg_am a on a.oid = c.relam
      where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence <> 't'
        and i.indisvalid and i.indisready
        and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      order by 2
      """;

  private final ConnectionSpec copy;
  private final Supervision supervision;

  IndexProof(ConnectionSpec copy, Supervision supervision) {
    this.copy = copy;
    this.supervision = supervision;
  }

  private record Index(long oid, String name) {}

  /** A note when nothing could be checked. */
  Optional<String> run() {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = PostgresConnections.open(copy);
        Statement statement = connection.createStatement()) {
      statement.execute("set default_transaction_read_only = off");
      if (!isAvailable(statement)) {
        return Optional.of(
            "the indexes were not checked: the extension amcheck is not installed here");
      }
      String check = checkFunction(statement);
      for (Index index : indexes(statement)) {
        supervision.throwIfStopped();
        check(connection, check, index).ifPresent(findings::add);
      }
    } catch (SQLException e) {
      supervision.throwIfStopped();
      throw new PostgresException(SqlFailures.classify(e, copy, Side.SANDBOX), e);
    }
    if (!findings.isEmpty()) {
      throw new BadBackup(
          ErrorClass.BACKUP_DAMAGED, findings.getFirst().message(), findings, List.of());
    }
    return Optional.empty();
  }

  private static boolean isAvailable(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select from pg_catalog.pg_available_extensions where name = 'amcheck'")) {
      return row.next();
    }
  }

  /** The backup may have brought the extension along, in a schema of its choice. */
  private static String checkFunction(Statement statement) throws SQLException {
    statement.execute("create schema " + OWN_SCHEMA);
    statement.execute("create extension if not exists amcheck schema " + OWN_SCHEMA);
    try (ResultSet row =
        statement.executeQuery(
            """
            select n.nspname from pg_catalog.pg_extension x
              join pg_catalog.pg_namespace n on n.oid = x.extnamespace
            where x.extname = 'amcheck'
            """)) {
      row.next();
      return quoted(row.getString(1)) + ".bt_index_check";
    }
  }

  private static List<Index> indexes(Statement statement) throws SQLException {
    List<Index> indexes = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(INDEXES)) {
      while (row.next()) {
        indexes.add(new Index(row.getLong(1), row.getString(2)));
      }
    }
    return indexes;
  }

  private static Optional<Finding> check(Connection connection, String function, Index index)
      throws SQLException {
    String sql = "select " + function + "(?::pg_catalog.oid::pg_catalog.regclass)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, index.oid());
      statement.execute();
      return Optional.empty();
    } catch (SQLException e) {
      if (SqlStates.isDamage(SqlFailures.sqlState(e))) {
        return Optional.of(Findings.dataDamaged(index.name(), SqlFailures.primaryMessage(e)));
      }
      throw e;
    }
  }
}
