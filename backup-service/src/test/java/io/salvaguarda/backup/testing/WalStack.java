package io.salvaguarda.backup.testing;

import io.salvaguarda.local.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Adds clusters whose log is archived: {@code pushed} sends it by archive_command, once a test has
 * set that, {@code streamed} is read through a slot.
 */
public final class WalStack extends BackupStack {

  /** Of the token with the role archiver. */
  public static final String ARCHIVER = "archiver-token";

  private static final String SOURCE =
      """
        %1$s: { type: postgresql, host: 127.0.0.1, port: %2$d, database: postgres, user: backup, \
      password: "%3$s", replicationUser: replicator, replicationPassword: "%3$s", wal: %4$s, \
      walFlush: 1s, repository: %5$s, plan: never }
      """;

  private static PostgresServer pushed;
  private static PostgresServer streamed;
  private static Path home;

  public static PostgresServer pushed() {
    return pushed;
  }

  public static PostgresServer streamed() {
    return streamed;
  }

  /** A segment's file on a source's server. */
  public static Path walFile(String source, String name) {
    return dataFolder(source).resolve("pg_wal").resolve(name);
  }

  /** Of a source's server. */
  public static Path dataFolder(String source) {
    return home.resolve(source).resolve("cluster/data");
  }

  /** A folder that the servers' user can read. */
  public static Path home() {
    return home;
  }

  @Override
  protected String configuration(String template) throws IOException {
    home = folder;
    pushed = server("pushed", "alter system set archive_mode = on");
    streamed = server("streamed", "alter system set wal_keep_size = 0");
    String sources =
        source("pushed", pushed, "push", "main")
            + source("crafted", pushed, "push", "disk")
            + source("anew", pushed, "push", "disk")
            + source("streamed", streamed, "stream", "disk");
    return super.configuration(template.replace("sources:\n", "sources:\n" + sources));
  }

  private PostgresServer server(String name, String... settings) throws IOException {
    PostgresServer server = PostgresServer.start(folder.resolve(name));
    server.execute("postgres", settings);
    server.execute(
        "postgres",
        "create role replicator login replication password '" + SourceData.PASSWORD + "'",
        "create role backup superuser login password '" + SourceData.PASSWORD + "'",
        "create table t (i bigint, at timestamptz default clock_timestamp(), noise text)");
    server.stop();
    server.restart();
    return server;
  }

  private static String source(String id, PostgresServer server, String wal, String repository) {
    return SOURCE.formatted(id, server.port(), SourceData.PASSWORD, wal, repository);
  }

  @Override
  protected Map<String, String> more() {
    Map<String, String> settings = super.more();
    settings.put("salvaguarda.wal.lease", "5s");
    settings.put("salvaguarda.wal.watch", "1s");
    settings.put("salvaguarda.wal.told-every", "3s");
    settings.put("salvaguarda.wal.backoff", "200ms");
    settings.put("salvaguarda.wal.stalled-after", "8s");
    settings.put("salvaguarda.wal.slot-limit", "64M");
    return settings;
  }

  @Override
  public void stop() {
    if (pushed != null) {
      pushed.close();
    }
    if (streamed != null) {
      streamed.close();
    }
    super.stop();
  }
}
