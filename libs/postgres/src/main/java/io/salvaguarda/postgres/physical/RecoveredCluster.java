package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.tools.ToolContext;
import java.util.List;

/**
 * A recovered data directory, started for a look at it. Reachable by nobody but us: over a Unix
 * socket in a folder that nobody else can enter, as a superuser that was made for this and whose
 * password nobody knows; the backup's own roles cannot log in. Closing kills the server; the
 * directory is the caller's.
 */
public final class RecoveredCluster implements AutoCloseable {

  private RecoveredCluster() {}

  /** The superuser stays in the directory: only for clusters that are thrown away. */
  public static Outcome<RecoveredCluster> start(
      ToolContext context, DataDirectory data, ServerRules rules) {
    throw new UnsupportedOperationException();
  }

  /** Our superuser's way to a database. */
  public ConnectionSpec connection(String database) {
    throw new UnsupportedOperationException();
  }

  public boolean running() {
    throw new UnsupportedOperationException();
  }

  /** The server's last lines, redacted. */
  public List<String> logTail() {
    throw new UnsupportedOperationException();
  }

  /** Stops it cleanly, with a checkpoint. */
  public Outcome<Void> stop() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
