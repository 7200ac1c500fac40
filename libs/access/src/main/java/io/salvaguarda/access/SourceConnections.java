package io.salvaguarda.access;

import io.salvaguarda.config.PostgresSource;
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
