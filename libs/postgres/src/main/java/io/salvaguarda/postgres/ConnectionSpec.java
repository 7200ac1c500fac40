package io.salvaguarda.postgres;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a database is and who asks for it. Database and user are names, whatever they look like:
 * they are never parsed, neither here nor by a tool.
 *
 * @param host a host name or address, or the absolute path of a folder that holds a Unix socket
 * @param rootCertificate a PEM file with the authorities to trust, readable by this process;
 *     without it, {@code ~/.postgresql/root.crt} where there is one
 */
public record ConnectionSpec(
    String host,
    int port,
    String database,
    String user,
    Password password,
    SslMode sslMode,
    Optional<Path> rootCertificate) {

  public ConnectionSpec {
    Objects.requireNonNull(password);
    Objects.requireNonNull(sslMode);
    Objects.requireNonNull(rootCertificate);
    if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == ',' || c == 0x7f)) {
      throw new IllegalArgumentException("not one host name: " + host);
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    requireName("database", database);
    requireName("user", user);
  }

  /** One that trusts the usual authorities. */
  public ConnectionSpec(
      String host, int port, String database, String user, Password password, SslMode sslMode) {
    this(host, port, database, user, password, sslMode, Optional.empty());
  }

  private static void requireName(String what, String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a name for a " + what);
    }
  }

  /** Whether the host is a folder with a Unix socket. */
  public boolean overUnixSocket() {
    return host.startsWith("/");
  }

  public ConnectionSpec withDatabase(String other) {
    return new ConnectionSpec(host, port, other, user, password, sslMode, rootCertificate);
  }

  public ConnectionSpec withUser(String otherUser, Password otherPassword) {
    return new ConnectionSpec(
        host, port, database, otherUser, otherPassword, sslMode, rootCertificate);
  }

  /** For messages: {@code database "testdb" on localhost:5432 as backup}. */
  public String describe() {
    return "database \"%s\" on %s:%d as %s".formatted(database, host, port, user);
  }
}
