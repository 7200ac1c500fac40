package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.SqlFailures;
import java.sql.SQLException;

/** What is checked, and what an answer means. */
final class AmCheckQueries {

  /** The columns of a relation: OID, name, file, whether it is sorted by foreign rules. */
  private static final String RELATION =
      """
      select c.oid, pg_catalog.format('%%I.%%I', n.nspname, c.relname),
        pg_catalog.pg_relation_filepath(c.oid),
      """;

  static final String TABLES =
      RELATION.formatted()
          + """
          false
          from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_am a on a.oid = c.relam
          where c.relkind in ('r', 'm', 't') and a.amname = 'heap' and c.relpersistence <> 't'
          order by 2
          """;

  private static final String INDEXES =
      RELATION
          + """
          exists (
            select from pg_catalog.unnest(i.indcollation) as used(coll)
            where used.coll = 100 and d.foreign_order
              or used.coll in (
                select o.oid from pg_catalog.pg_collation o
                where o.collversion is distinct from
                  pg_catalog.pg_collation_actual_version(o.oid)))
          from pg_catalog.pg_index i
            join pg_catalog.pg_class c on c.oid = i.indexrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_am a on a.oid = c.relam
            cross join (
              select %s as foreign_order from pg_catalog.pg_database
              where datname = pg_catalog.current_database()) d
          where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence <> 't'
            and i.indisvalid and i.indisready
          order by 2
          """;

  private static final int FIRST_WITH_DATABASE_VERSION = 150_000;

  private AmCheckQueries() {}

  /** B-trees; before PostgreSQL 15 nobody noted by which version of a locale they are sorted. */
  static String indexes(int serverVersion) {
    return INDEXES.formatted(
        serverVersion >= FIRST_WITH_DATABASE_VERSION
            ? "datcollversion is distinct from"
                + " pg_catalog.pg_database_collation_actual_version(oid)"
            : "datcollate not in ('C', 'POSIX')");
  }

  /**
   * data_corrupted, index_corrupted, a relation without its file, or a row whose lockers never
   * were: since version 16 that is met as an internal error.
   */
  static boolean isDamage(SQLException e) {
    String state = SqlFailures.sqlState(e);
    return state.equals("XX001")
        || state.equals("XX002")
        || state.equals("XX000") && SqlFailures.primaryMessage(e).endsWith("-- apparent wraparound")
        || state.equals("58P01")
            && SqlFailures.primaryMessage(e).matches(".*\"(base|global|pg_tblspc|pg_xact)/.*");
  }

  /** Connection lost, resources, operator intervention, internal: nobody knows about the data. */
  static boolean isServers(SQLException e) {
    String state = SqlFailures.sqlState(e);
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.equals("58030")
        || state.equals("XX000");
  }
}
