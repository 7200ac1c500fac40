package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

/**
 * The database or data directory that a restore writes into.
 *
 * @param host the server's host name, address or socket folder
 * @param port its port; 0 of a data directory that keeps the port it had
 * @param database the database's name, exactly
 * @param directory the data directory on that host; absent when it is one database
 */
public record RestoreTarget(
    String host, int port, String database, @OptionalField String directory) {

  /** One database. */
  public RestoreTarget(String host, int port, String database) {
    this(host, port, database, null);
  }

  public RestoreTarget {
    requireNonNull(host, "host");
    requireNonNull(database, "database");
  }
}
