package io.salvaguarda.backup.testing;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.Identifiers;
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

  static void fill(PostgresServer server) {
    server.execute(
        "postgres",
        "create role backup login password '" + PASSWORD + "'",
        "grant pg_read_all_data to backup",
        "create role nobody login password '" + PASSWORD + "'",
        "create role clerk",
        "create database shop",
        "create database bulk",
        "create database shrinking",
        "create database dipping",
        "create database blocked",
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
    server.execute(
        "blocked",
        "create table one (i int)",
        "insert into one values (1)",
        "create view gate as select 1 as one");
  }
}
