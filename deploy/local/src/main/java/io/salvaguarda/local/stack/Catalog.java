package io.salvaguarda.local.stack;

import io.salvaguarda.local.KeptValues;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The services' own database: one role and one schema for each, and no way into another's. */
public final class Catalog {
  private static final String DATABASE = "salvaguarda";

  private final PostgresServer server;
  private final KeptValues kept;

  private Catalog(PostgresServer server, KeptValues kept) {
    this.server = server;
    this.kept = kept;
  }

  /** The catalog on this server, made when it is not there. */
  public static Catalog on(PostgresServer server, KeptValues kept) {
    Catalog catalog = new Catalog(server, kept);
    if (!catalog.exists()) {
      catalog.create();
    }
    return catalog;
  }

  /** A service's way to its schema, which is its default one. */
  public ConnectionSpec login(SuiteService service) {
    return server
        .connection(DATABASE)
        .withUser(service.role(), Password.of(kept.secret(service.role() + "-database-password")));
  }

  private boolean exists() {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
      return found.next();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot ask for the catalog", e);
    }
  }

  private void create() {
    server.execute(
        "postgres",
        "create database " + DATABASE,
        "revoke all on database " + DATABASE + " from public");
    server.execute(DATABASE, "revoke all on schema public from public");
    for (SuiteService service : SuiteService.values()) {
      String role = service.role();
      String password = login(service).password().reveal();
      server.execute(
          DATABASE,
          "create role " + role + " login password '" + password + "'",
          "grant connect on database " + DATABASE + " to " + role,
          "create schema " + role + " authorization " + role);
    }
  }
}
