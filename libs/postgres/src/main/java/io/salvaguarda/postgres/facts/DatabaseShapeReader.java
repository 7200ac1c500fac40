package io.salvaguarda.postgres.facts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads the connected database's shape, in the words of that server's version. */
final class DatabaseShapeReader {
  private static final int ICU_SINCE = 15;
  private static final int RULES_SINCE = 16;
  private static final int BUILTIN_SINCE = 17;

  private DatabaseShapeReader() {}

  static DatabaseShape read(Connection connection) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    String provider = major >= ICU_SINCE ? "d.datlocprovider::text" : "'c'";
    String locale =
        major >= BUILTIN_SINCE ? "d.datlocale" : major >= ICU_SINCE ? "d.daticulocale" : "null";
    String rules = major >= RULES_SINCE ? "d.daticurules" : "null";
    String query =
        """
        select d.datname, pg_catalog.pg_get_userbyid(d.datdba), pg_catalog.pg_encoding_to_char(d.encoding),
          d.datcollate, d.datctype, %s, %s, %s, d.datconnlimit,
          pg_catalog.shobj_description(d.oid, 'pg_database')
        from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()
        """
            .formatted(provider, locale, rules);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return new DatabaseShape(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getString(6),
          row.getString(7),
          row.getString(8),
          row.getInt(9),
          row.getString(10),
          settings(connection),
          grants(connection));
    }
  }

  private static List<DatabaseShape.Setting> settings(Connection connection) throws SQLException {
    String query =
        """
        select r.rolname, pg_catalog.split_part(c, '=', 1), pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1)
        from pg_catalog.pg_db_role_setting s
          join pg_catalog.pg_database d on d.oid = s.setdatabase
          left join pg_catalog.pg_roles r on r.oid = s.setrole
          cross join pg_catalog.unnest(s.setconfig) c
        where d.datname = pg_catalog.current_database() and (s.setrole = 0 or r.rolname is not null)
        order by 1 nulls first, 2
        """;
    List<DatabaseShape.Setting> settings = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        settings.add(
            new DatabaseShape.Setting(row.getString(1), row.getString(2), row.getString(3)));
      }
    }
    return settings;
  }

  /** Only where they were ever changed: an empty list means PostgreSQL's defaults. */
  private static List<DatabaseShape.Grant> grants(Connection connection) throws SQLException {
    String query =
        """
        select r.rolname, a.privilege_type, a.is_grantable
        from pg_catalog.pg_database d
          cross join pg_catalog.aclexplode(d.datacl) a
          left join pg_catalog.pg_roles r on r.oid = a.grantee
        where d.datname = pg_catalog.current_database() and (a.grantee = 0 or r.rolname is not null)
        order by 1 nulls first, 2
        """;
    List<DatabaseShape.Grant> grants = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        grants.add(new DatabaseShape.Grant(row.getString(1), row.getString(2), row.getBoolean(3)));
      }
    }
    return grants;
  }
}
