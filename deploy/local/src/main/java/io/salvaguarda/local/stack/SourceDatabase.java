package io.salvaguarda.local.stack;

import io.salvaguarda.local.KeptValues;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What is protected: database {@code testdb}, owned by {@code app}, and the roles that back it up
 * and restore it, and its whole cluster.
 */
public final class SourceDatabase {
  /** The database's name. */
  public static final String NAME = "testdb";

  private static final String OWNER = "app";
  private static final String READER = "backup_reader";
  private static final String RESTORER = "restorer";
  private static final String REPLICATOR = "replicator";
  private static final int FIRST_WITH_READ_ALL = 14;

  private final PostgresServer server;
  private final KeptValues kept;

  private SourceDatabase(PostgresServer server, KeptValues kept) {
    this.server = server;
    this.kept = kept;
  }

  /** The source on this server, made with about that much data when it is not there. */
  public static SourceDatabase on(PostgresServer server, KeptValues kept, int mebibytes) {
    SourceDatabase source = new SourceDatabase(server, kept);
    if (source.number("postgres", "select count(*) from pg_database where datname = '" + NAME + "'")
        == 0) {
      source.create(mebibytes);
    }
    source.createReplicator();
    return source;
  }

  /** The owner's way in: changes data, as the application does. */
  public ConnectionSpec owner() {
    return as(OWNER);
  }

  /** The least rights that a backup needs: reads everything, changes nothing. */
  public ConnectionSpec reader() {
    return as(READER);
  }

  /** May create databases and swap {@code testdb}; no superuser. */
  public ConnectionSpec restorer() {
    return as(RESTORER);
  }

  /** Reads the whole cluster's files and its log, and no table: pg_hba.conf lets it in. */
  public ConnectionSpec replicator() {
    return as(REPLICATOR);
  }

  /** The size of the database on disk, in bytes. */
  public long bytes() {
    return number(NAME, "select pg_database_size(current_database())");
  }

  private ConnectionSpec as(String role) {
    return server
        .connection(NAME)
        .withUser(role, Password.of(kept.secret(role + "-database-password")));
  }

  private void create(int mebibytes) {
    List.of(OWNER, READER, RESTORER).forEach(role -> createRole(role, ""));
    server.execute(
        "postgres",
        "create database " + NAME + " owner " + OWNER,
        "alter role " + RESTORER + " createdb",
        // renames the owner's database, gives objects back to their owner, ends old connections
        "grant " + OWNER + ", pg_signal_backend to " + RESTORER);
    if (number("postgres", "select current_setting('server_version_num')::int / 10000")
        >= FIRST_WITH_READ_ALL) {
      server.execute("postgres", "grant pg_read_all_data to " + READER);
      SourceData.fill(owner(), mebibytes);
    } else {
      SourceData.fill(owner(), mebibytes);
      grantEachSchema();
    }
  }

  /** Apart from the rest: a stack of an earlier release has none. */
  private void createReplicator() {
    if (number("postgres", "select count(*) from pg_roles where rolname = '" + REPLICATOR + "'")
        == 0) {
      createRole(REPLICATOR, " replication");
    }
  }

  private void createRole(String role, String attributes) {
    server.execute(
        "postgres",
        "create role %s login%s password '%s'"
            .formatted(role, attributes, as(role).password().reveal()));
  }

  private void grantEachSchema() {
    for (String schema : SourceData.SCHEMAS) {
      PostgresServer.execute(
          owner(),
          "grant usage on schema " + schema + " to " + READER,
          "grant select on all tables in schema " + schema + " to " + READER,
          "grant select on all sequences in schema " + schema + " to " + READER);
    }
  }

  private long number(String database, String query) {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot ask " + database, e);
    }
  }
}
