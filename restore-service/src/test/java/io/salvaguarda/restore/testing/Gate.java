package io.salvaguarda.restore.testing;

/**
 * Holds restores of the database {@code gated} fast while they fill a table: a check of that table
 * waits for as long as the gate is shut.
 */
public final class Gate implements AutoCloseable {

  private static final String CHECK =
      """
      create function public.pass() returns boolean language plpgsql as $$
      begin
        while exists (select from pg_catalog.pg_roles where rolname = 'gate_is_shut') loop
          perform pg_catalog.pg_sleep(0.05);
        end loop;
        return true;
      end $$
      """;

  private Gate() {}

  static void install() {
    RestoreStack.source()
        .execute(
            "gated",
            CHECK,
            "create table behind (i int check (public.pass()))",
            "insert into behind values (1), (2)",
            "comment on database gated is 'kept closed'");
  }

  public static Gate shut() {
    RestoreStack.source().execute("postgres", "create role gate_is_shut");
    return new Gate();
  }

  @Override
  public void close() {
    RestoreStack.source().execute("postgres", "drop role if exists gate_is_shut");
  }
}
