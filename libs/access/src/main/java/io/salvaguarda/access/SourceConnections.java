package io.salvaguarda.access;

import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.ReplicationAccess;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.SslMode;

/** Ways to a configured source. */
public final class SourceConnections {

  private SourceConnections() {}

  /** As the user that reads for backups. */
  public static ConnectionSpec forBackup(PostgresSource source) {
    return spec(source, source.user(), source.password().reveal());
  }

  /** As the user that may create databases for restores. */
  public static ConnectionSpec forRestore(PostgresSource source) {
    return spec(source, source.restoreUser(), source.restorePassword().reveal());
  }

  /**
   * As the user that reads the whole cluster.
   *
   * @throws java.util.NoSuchElementException when the source names none
   */
  public static ConnectionSpec forReplication(PostgresSource source) {
    ReplicationAccess access = source.replication().orElseThrow();
    return spec(source, access.user(), access.password().reveal());
  }

  private static ConnectionSpec spec(PostgresSource source, String user, String password) {
    return new ConnectionSpec(
        source.host(),
        source.port(),
        source.database(),
        user,
        Password.of(password),
        SslMode.valueOf(source.sslMode().name()),
        source.sslRootCertificate());
  }
}
