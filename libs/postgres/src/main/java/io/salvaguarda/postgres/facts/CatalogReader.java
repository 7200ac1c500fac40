package io.salvaguarda.postgres.facts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads from the catalogs what a dump holds: no system objects, no extensions' own, none that die.
 */
final class CatalogReader {
  private static final String USER_SCHEMA =
      "n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'";

  private final Connection connection;

  CatalogReader(Connection connection) {
    this.connection = connection;
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
    List<T> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(reader.read(row));
      }
    }
    return found;
  }

  private static String notOfExtension(String catalog, String oid) {
    return """
        not exists (select from pg_catalog.pg_depend e where e.deptype = 'e'
          and e.classid = 'pg_catalog.%s'::pg_catalog.regclass and e.objid = %s)
        """
        .formatted(catalog, oid);
  }

  List<Facts.Schema> schemas() throws SQLException {
    return query(
        "select n.nspname, n.oid from pg_catalog.pg_namespace n where "
            + USER_SCHEMA
            + " and "
            + notOfExtension("pg_namespace", "n.oid")
            + " order by 1",
        row -> new Facts.Schema(row.getString(1), row.getLong(2)));
  }

  /** Without rows yet. */
  List<Facts.Table> tables() throws SQLException {
    return query(
        relationsOf("'r'"),
        row -> new Facts.Table(row.getString(1), row.getString(2), row.getLong(3), 0, null));
  }

  List<Facts.Relation> relations() throws SQLException {
    return query(
        relationsOf("'p', 'v', 'm', 'f'"),
        row ->
            new Facts.Relation(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getBoolean(5)));
  }

  private static String relationsOf(String kinds) {
    return "select n.nspname, c.relname, c.oid, c.relkind::text, c.relispopulated"
        + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
        + " where c.relkind in ("
        + kinds
        + ") and c.relpersistence <> 't' and "
        + USER_SCHEMA
        + " and "
        + notOfExtension("pg_class", "c.oid")
        + " order by 1, 2";
  }

  List<Facts.Extension> extensions() throws SQLException {
    return query(
        "select x.extname, x.extversion, n.nspname from pg_catalog.pg_extension x"
            + " join pg_catalog.pg_namespace n on n.oid = x.extnamespace order by 1",
        row -> new Facts.Extension(row.getString(1), row.getString(2), row.getString(3)));
  }

  List<String> roles() throws SQLException {
    return query(
        "select rolname from pg_catalog.pg_roles where rolname not like 'pg\\_%' order by 1",
        row -> row.getString(1));
  }

  long largeObjects() throws SQLException {
    return query(
            "select pg_catalog.count(*) from pg_catalog.pg_largeobject_metadata",
            row -> row.getLong(1))
        .getFirst();
  }

  Map<String, Long> objectCounts() throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    for (CountedObject kind : CountedObject.values()) {
      counts.put(
          kind.spelled(),
          query(kind.sql(USER_SCHEMA, CatalogReader::notOfExtension), row -> row.getLong(1))
              .getFirst());
    }
    return counts;
  }
}
