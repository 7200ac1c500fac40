package io.salvaguarda.backup.testing;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The databases that are backed up. */
public final class SourceData {

  /** Of the role {@code backup}; must never be seen anywhere. */
  public static final String PASSWORD = "s3cr3t-of-the-source-77c1";

  public static final String LONG_NAME = "sixty-three".repeat(6).substring(0, 63);

  /** Databases whose names must stay names. */
  private static final List<String> HOSTILE =
      List.of(
          "host=evil dbname=x",
          "$(touch /tmp/x); rm -rf ~",
          "o'brien \"the\" \\ one",
          "two\nlines ",
          "São Paulo 東京",
          LONG_NAME);

  private SourceData() {}

  /** Beside the cluster's data folder, and its owner's as that is. */
  private static void makeTablespace(PostgresServer server) {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show data_directory")) {
      row.next();
      Path data = Path.of(row.getString(1));
      Path folder = Files.createDirectory(data.resolveSibling("fast"));
      Files.setOwner(folder, Files.getOwner(data));
      server.execute("postgres", "create tablespace fast location '" + folder + "'");
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void fill(PostgresServer server) {
    server.execute(
        "postgres",
        "create role backup login password '" + PASSWORD + "'",
        "grant pg_read_all_data to backup",
        "create role nobody login password '" + PASSWORD + "'",
        "create role replicator login replication password '" + PASSWORD + "'",
        "create role clerk",
        "create database shop",
        "create database bulk",
        "create database shrinking",
        "create database dipping",
        "create database blocked",
        "create database beating",
        "create database unheard",
        "create database \"nothing here=yet\"");
    for (String name : HOSTILE) {
      server.execute("postgres", "create database " + Identifiers.quoted(name));
      server.execute(name, "create table here (i int)", "insert into here values (1), (2)");
    }
    server.execute(
        "shop",
        "create schema sales",
        "create table users (id bigint generated always as identity primary key, name text)",
        "insert into users (name) select 'user ' || i from generate_series(1, 2000) i",
        "create table sales.orders (id int primary key, total numeric(12,2), note text)",
        "insert into sales.orders select i, i * 1.5, md5(i::text) from generate_series(1, 5000) i",
        "create view totals as select sum(total) from sales.orders",
        "grant select on users to clerk");
    server.execute(
        "bulk",
        "create table big (id int, noise text)",
        "insert into big select i, (select string_agg(md5(i::text || j), '') from"
            + " generate_series(1, 1000) j) from generate_series(1, 2500) i");
    for (String name : List.of("shrinking", "dipping")) {
      server.execute(
          name,
          "create table grown (i int, noise text)",
          "insert into grown select i, md5(i::text) from generate_series(1, 5000) i");
    }
    makeTablespace(server);
    server.execute("postgres", "create database placed tablespace fast");
    server.execute("placed", "create table here (i int)", "insert into here values (1)");
    server.execute(
        "blocked",
        "create table one (i int)",
        "insert into one values (1)",
        "create view gate as select 1 as one");
  }
}
