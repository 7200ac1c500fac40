package io.salvaguarda.restore.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The server that is restored to, as its superuser sees it. */
public final class Databases {

  private Databases() {}

  /** The first column of the first row, as text; null when there is none. */
  public static String text(String database, String query, String... parameters) {
    List<String> rows = texts(database, query, parameters);
    return rows.isEmpty() ? null : rows.getFirst();
  }

  private static List<String> texts(String database, String query, String... parameters) {
    try (Connection connection = RestoreStack.source().connect(database);
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(row.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(database + ": " + e.getMessage(), e);
    }
  }

  public static long count(String database, String table) {
    return Long.parseLong(text(database, "select count(*) from " + table));
  }

  public static boolean exists(String database) {
    return oid(database) != null;
  }

  /** Null when there is no such database. It stays the same when the name changes. */
  public static String oid(String database) {
    return text("postgres", "select oid from pg_database where datname = ?", database);
  }

  public static String comment(String database) {
    return text(
        "postgres",
        "select shobj_description(oid, 'pg_database') from pg_database where datname = ?",
        database);
  }

  public static String owner(String database) {
    return text(
        "postgres", "select pg_get_userbyid(datdba) from pg_database where datname = ?", database);
  }

  /** What a job's attempts have begun and neither finished nor dropped. */
  public static List<String> working(String jobId) {
    return texts(
        "postgres",
        "select datname from pg_database where starts_with(datname, ?) order by 1",
        "salvaguarda_restore_" + jobId.replace("-", ""));
  }
}
