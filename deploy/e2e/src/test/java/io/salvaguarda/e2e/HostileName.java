package io.salvaguarda.e2e;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Identifiers;
import io.salvaguarda.postgres.Password;
import java.util.List;

/** A database and its role whose names want to be something else than names. */
enum HostileName {
  CONNECTION("host=evil dbname=x", "user=evil host=evil; rm -rf ~"),
  MARKUP(
      "<img src=x onerror=alert(1)>\nX-Evil: 'o' \"b\" \\;rm -rf ~ $(x)",
      "it's \"me\" \\ $(touch /tmp/x)\nsslmode=disable"),
  LONGEST("東".repeat(20) + "ãx", "京".repeat(20) + "éy");

  /** In a schema that is named like the database. */
  static final List<String> TABLES =
      List.of(
          "users; drop table users; --",
          "two\nlines ",
          "$(touch /tmp/x) `x` %s",
          "\"quoted\" 'and' \\ -- comment",
          "東".repeat(21));

  static final int ROWS = 3;

  private static final String PASSWORD = "p' \"w \\ : = # ;$(x)";

  private final String database;
  private final String role;

  HostileName(String database, String role) {
    this.database = database;
    this.role = role;
  }

  String sourceId() {
    return "hostile-" + name().toLowerCase(java.util.Locale.ROOT);
  }

  String database() {
    return database;
  }

  ConnectionSpec reader(PostgresServer server) {
    return server.connection(database).withUser(role, Password.of(PASSWORD));
  }

  static String qualified(String schema, String table) {
    return Identifiers.quoted(schema) + "." + Identifiers.quoted(table);
  }

  void create(PostgresServer server, ConnectionSpec restorer) {
    String owner = Identifiers.quoted(role);
    server.execute(
        "postgres",
        "create role " + owner + " login password " + Identifiers.literal(PASSWORD),
        "create database " + Identifiers.quoted(database) + " owner " + owner,
        "grant " + owner + " to " + restorer.user());
    PostgresServer.execute(reader(server), "create schema " + Identifiers.quoted(database));
    for (String table : TABLES) {
      String name = qualified(database, table);
      PostgresServer.execute(
          reader(server),
          "create table " + name + " (id int primary key, \"co'l \"\"x\"\"\n\" text)",
          "insert into " + name + " select i, 'row ' || i from generate_series(1, " + ROWS + ") i");
    }
  }
}
