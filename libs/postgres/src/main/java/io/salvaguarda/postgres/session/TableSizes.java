package io.salvaguarda.postgres.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * How much there is to read, table by table. Only an estimate: sizes on disk, dead rows included.
 *
 * @param tables ordinary tables, partitions among them; without extensions' own
 * @param largeObjectBytes of all large objects together
 * @param unicode whether the database's encoding is UTF-8
 */
public record TableSizes(List<Table> tables, long largeObjectBytes, boolean unicode) {

  private static final String TABLES =
      """
      select c.oid, n.nspname, c.relname, pg_catalog.pg_table_size(c.oid)
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence <> 't'
        and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and not exists (select from pg_catalog.pg_depend d where d.deptype = 'e'
          and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid)
      """;

  private static final String DATABASE =
      """
      select pg_catalog.pg_table_size('pg_catalog.pg_largeobject'),
        pg_catalog.getdatabaseencoding() = 'UTF8'
      """;

  public TableSizes {
    tables = List.copyOf(tables);
  }

  /** Schema and name as they are, unquoted. */
  public record Table(long oid, String schema, String name, long bytes) {}

  static TableSizes read(Connection connection) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(TABLES)) {
        while (row.next()) {
          tables.add(new Table(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)));
        }
      }
      try (ResultSet row = statement.executeQuery(DATABASE)) {
        row.next();
        return new TableSizes(tables, row.getLong(1), row.getBoolean(2));
      }
    }
  }
}
