package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.access.SourceConnections;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.postgres.ConnectionSpec;

/** Ways to a source's server, beside the databases that are restored. */
final class Servers {

  /** There is one on every server, and no restore goes into it. */
  static final String MAINTENANCE = "postgres";

  private Servers() {}

  /** As the user that may create databases. */
  static ConnectionSpec of(PostgresSource source) {
    return SourceConnections.forRestore(source).withDatabase(MAINTENANCE);
  }
}
