package io.salvaguarda.postgres.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a sequence stands. Sequences are not part of a snapshot.
 *
 * @param lastValue null: never called, or not readable for the user
 */
public record SequenceState(
    String schema, String name, long oid, Long lastValue, long increment, boolean cycles) {

  private static final String SEQUENCES =
      """
      select n.nspname, c.relname, c.oid, s.seqincrement, s.seqcycle,
        case when pg_catalog.has_sequence_privilege(c.oid, 'USAGE, SELECT')
          then pg_catalog.pg_sequence_last_value(c.oid) end
      from pg_catalog.pg_sequence s
        join pg_catalog.pg_class c on c.oid = s.seqrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relpersistence <> 't'
        and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and not exists (select from pg_catalog.pg_depend d where d.deptype = 'e'
          and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid)
      order by 1, 2
      """;

  /** All sequences that a dump holds, by schema and name. */
  public static List<SequenceState> readAll(Connection connection) throws SQLException {
    List<SequenceState> sequences = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SEQUENCES)) {
      while (row.next()) {
        Long last = row.getObject(6, Long.class);
        sequences.add(
            new SequenceState(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                last,
                row.getLong(4),
                row.getBoolean(5)));
      }
    }
    return sequences;
  }
}
