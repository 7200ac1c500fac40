package io.salvaguarda.kit.testing;

import io.salvaguarda.local.PostgresServer;
import java.time.Duration;

/**
 * Puts the catalog database's clock apart from this JVM's, as far as one role can see: its {@code
 * clock_timestamp()} is one of its own schema until this is closed.
 */
public final class DatabaseClock implements AutoCloseable {

  private static final String DATABASE = "salvaguarda";

  private final PostgresServer catalog;
  private final String role;

  private DatabaseClock(PostgresServer catalog, String role) {
    this.catalog = catalog;
    this.role = role;
  }

  /**
   * @param role of the service under test; its schema has the same name
   * @param offset by which the database is ahead; negative: behind
   */
  public static DatabaseClock ahead(String role, Duration offset) {
    DatabaseClock clock = new DatabaseClock(ServiceStack.catalog(), role);
    clock.catalog.execute(
        DATABASE,
        """
        create or replace function %s.clock_timestamp() returns timestamptz language sql volatile
        as 'select pg_catalog.clock_timestamp() + make_interval(secs => %d)'
        """
            .formatted(role, offset.toSeconds()),
        "alter role " + role + " set search_path = " + role + ", pg_catalog",
        clock.reconnect());
    return clock;
  }

  /**
   * The clock jumps back to the time that this JVM has. No connection is cut: the next test would
   * find a pool of broken ones.
   */
  @Override
  public void close() {
    catalog.execute(
        DATABASE,
        "alter role " + role + " reset search_path",
        "drop function " + role + ".clock_timestamp()");
  }

  /** The setting holds for new connections. */
  private String reconnect() {
    return "select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + role + "'";
  }
}
