package io.salvaguarda.verify.testing;

import io.salvaguarda.local.PostgresServer;

/** A database with one of everything that a dump can hold, and one with nothing. */
final class SourceData {

  static final String FULL = "shop";
  static final String EMPTY = "nothing here=yet";

  private SourceData() {}

  static void fill(PostgresServer server) {
    server.execute(
        "postgres",
        "create role clerk",
        "create role \"Store Owner\" login password 'never seen'",
        "create role reader in role clerk",
        "create database \"" + EMPTY + "\"",
        "create database " + FULL + " owner \"Store Owner\"",
        "alter database " + FULL + " set search_path = sales, public",
        "comment on database " + FULL + " is 'sells things'");
    server.execute(
        FULL,
        "create extension citext",
        "create extension pgcrypto",
        "create schema sales authorization \"Store Owner\"",
        "create type sales.state as enum ('open', 'paid')",
        "create domain sales.amount as numeric(12,2) check (value >= 0)",
        """
        create table public.customers (
          id bigint generated always as identity primary key,
          email citext not null unique, name text)
        """,
        """
        create table sales.orders (
          id bigint not null, customer bigint not null references public.customers,
          total sales.amount, state sales.state not null default 'open', placed date not null,
          primary key (id, placed)) partition by range (placed)
        """,
        "create table sales.orders_2025 partition of sales.orders for values from ('2025-01-01') to"
            + " ('2026-01-01')",
        "create table sales.orders_2026 partition of sales.orders for values from ('2026-01-01') to"
            + " ('2027-01-01')",
        "create sequence sales.invoice increment 10",
        "create table \"odd \"\"name\"\"; drop\" (\"select\" text, data jsonb, bytes bytea)",
        "create view sales.open_orders as select * from sales.orders where state = 'open'",
        "create materialized view sales.totals as select customer, sum(total) from sales.orders"
            + " group by 1",
        """
        create function sales.touch() returns trigger language plpgsql as
        $$ begin new.state := coalesce(new.state, 'open'); return new; end $$
        """,
        "create trigger touched before update on sales.orders for each row execute function"
            + " sales.touch()",
        "insert into public.customers (email, name) select 'c' || n || '@example.org', 'Customer '"
            + " || n from generate_series(1, 500) n",
        """
        insert into sales.orders
        select n, 1 + n % 500, n, case n % 2 when 0 then 'open' else 'paid' end::sales.state,
          date '2025-01-01' + n % 700
        from generate_series(1, 20000) n
        """,
        "insert into \"odd \"\"name\"\"; drop\" select 'a', '{\"b\": [1, null]}',"
            + " string_agg(gen_random_bytes(1000), '') from generate_series(1, 300)",
        "select nextval('sales.invoice') from generate_series(1, 7)",
        "select lo_from_bytea(0, string_agg(gen_random_bytes(1000), '')) from generate_series(1,"
            + " 50)",
        "create index on sales.orders (customer)",
        "grant select on sales.orders to clerk",
        "alter table public.customers enable row level security",
        "create policy everybody on public.customers using (true)",
        "refresh materialized view sales.totals",
        "analyze");
  }
}
