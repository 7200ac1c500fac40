package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

/**
 * The database that a restore writes into.
 *
 * @param host the server's host name, address or socket folder
 * @param port its port
 * @param database the database's name, exactly
 */
public record RestoreTarget(String host, int port, String database) {
  public RestoreTarget {
    requireNonNull(host, "host");
    requireNonNull(database, "database");
  }
}
