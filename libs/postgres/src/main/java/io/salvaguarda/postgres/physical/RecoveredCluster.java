package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.SslMode;
import io.salvaguarda.postgres.tools.ToolContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * A recovered data directory, started for a look at it. Reachable by nobody but us: over a Unix
 * socket in a folder that nobody else can enter, as a superuser that was made for this and whose
 * password nobody knows; the backup's own roles cannot log in. Closing kills the server; the
 * directory is the caller's.
 */
public final class RecoveredCluster implements AutoCloseable {
  private static final int PORT = 5432;
  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(10);

  private final OwnServer server;
  private final String superuser;
  private final Password password;

  private RecoveredCluster(OwnServer server, String superuser, Password password) {
    this.server = server;
    this.superuser = superuser;
    this.password = password;
  }

  /** The superuser stays in the directory: only for clusters that are thrown away. */
  public static Outcome<RecoveredCluster> start(
      ToolContext context, DataDirectory data, ServerRules rules) {
    return Outcome.of(() -> started(context, data, rules));
  }

  private static RecoveredCluster started(
      ToolContext context, DataDirectory data, ServerRules rules) {
    ControlData control = ControlData.read(context, data).orThrow();
    OwnServer server = OwnServer.prepare(context, data, rules.isolation());
    try {
      ServerSettings settings =
          new ServerSettings(rules, control, context.tools().major(), server.sockets());
      String superuser = "salvaguarda_sandbox_" + random(4);
      Password password = Password.of(random(24));
      server.configure(settings, List.of());
      OwnSuperuser.make(server, context.log(), superuser, password);
      // nobody else: the backup's roles and their passwords are known to others
      server.launch(settings, List.of("local all \"" + superuser + "\" scram-sha-256"));
      server.awaitReady(START_LIMIT);
      return new RecoveredCluster(server, superuser, password);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static String random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Our superuser's way to a database. */
  public ConnectionSpec connection(String database) {
    return new ConnectionSpec(
        server.sockets().toString(), PORT, database, superuser, password, SslMode.DISABLE);
  }

  public boolean running() {
    return server.running();
  }

  /** The server's last lines, redacted. */
  public List<String> logTail() {
    return server.logTail();
  }

  /** Stops it cleanly, with a checkpoint; whoever is connected is waited for. */
  public Outcome<Void> stop() {
    return Outcome.of(
        () -> {
          server.stop(STOP_LIMIT);
          return null;
        });
  }

  @Override
  public void close() {
    server.close();
  }
}
