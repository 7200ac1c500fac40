package io.salvaguarda.postgres.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The lock that pg_dump takes on each table, taken earlier: it stops DDL and TRUNCATE only. */
final class TableLocks {
  private static final int BATCH = 500;

  /**
   * Extensions' own tables are left out: the user may lack rights on them, and they are not
   * counted.
   */
  private static final String TABLES =
      """
      select format('%I.%I', n.nspname, c.relname)
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and c.relpersistence <> 't'
        and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and not exists (select from pg_catalog.pg_depend d where d.deptype = 'e'
          and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid)
      order by c.oid
      """;

  private TableLocks() {}

  static void take(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    try (Statement statement = connection.createStatement()) {
      for (int from = 0; from < tables.size(); from += BATCH) {
        List<String> some = tables.subList(from, Math.min(tables.size(), from + BATCH));
        statement.execute(
            "lock table only " + String.join(", only ", some) + " in access share mode");
      }
    }
  }
}
