package io.salvaguarda.restore.testing;

import io.salvaguarda.local.PostgresServer;

/** The databases that there are backups of. */
final class SourceData {

  /** Of the users that restore; must never be seen anywhere. */
  static final String PASSWORD = "s3cr3t-of-the-target-51ab";

  private SourceData() {}

  static void fill(PostgresServer server) {
    server.execute(
        "postgres",
        "create role keeper superuser login password '" + PASSWORD + "'",
        "create role shopkeeper",
        "create role humble login createdb password '" + PASSWORD + "' in role shopkeeper",
        "create database shop",
        "comment on database shop is 'sells things'",
        "create database \"live shop\"",
        "comment on database \"live shop\" is 'it''s live'",
        "create database owned owner shopkeeper",
        "create database changing",
        "create database gated");
    for (String database : new String[] {"shop", "live shop"}) {
      server.execute(
          database,
          "create schema sales",
          "create table users (id int primary key, name text)",
          "insert into users select i, md5(i::text) from generate_series(1, 2000) i",
          "create table sales.orders (id int primary key, note text)",
          "insert into sales.orders select i, md5(i::text) from generate_series(1, 5000) i");
    }
    server.execute(
        "owned",
        "set role shopkeeper",
        "create table goods (id int primary key, price numeric check (price > 0))",
        "insert into goods select i, i from generate_series(1, 100) i",
        "create view dear as select * from goods where price > 50",
        "grant select on goods to public");
  }
}
