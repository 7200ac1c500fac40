package io.salvaguarda.postgres.replication;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Majors;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** A cluster of a test's own: to be replicated from, killed and shut down. */
final class Primary implements AutoCloseable {
  private static final Password SUPERUSER = Password.of("super");
  private static final Password REPLICATOR = Password.of("rep'li\"cator ç");

  private final Path folder;
  private final LocalCluster cluster;

  private Primary(Path folder, LocalCluster cluster) {
    this.folder = folder;
    this.cluster = cluster;
  }

  static Primary start() throws Exception {
    return start(Map.of());
  }

  static Primary start(Map<String, String> parameters) throws Exception {
    return start(Majors.OWN, parameters);
  }

  static Primary start(Majors major, Map<String, String> parameters) throws Exception {
    Path folder = newFolder();
    Primary primary = new Primary(folder, cluster(major, folder.resolve("pg"), parameters));
    primary.cluster.start().orThrow();
    primary.execute("create role \"the replicator\" replication login password 'rep''li\"cator ç'");
    return primary;
  }

  static Path newFolder() throws IOException {
    Path folder = Files.createTempDirectory("replication-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    return folder;
  }

  static LocalCluster cluster(Majors major, Path home, Map<String, String> parameters)
      throws Exception {
    var settings = LocalCluster.Settings.forTests(SourceCluster.freePort(), SUPERUSER);
    Map<String, String> all = new HashMap<>(settings.parameters());
    all.putAll(Map.of("wal_level", "replica", "max_wal_senders", "8"));
    all.putAll(parameters);
    return LocalCluster.in(
            home,
            ToolContext.of(major.tools()),
            new LocalCluster.Settings(settings.port(), settings.superuser(), SUPERUSER, all))
        .orThrow();
  }

  /** An empty folder that the server may use. */
  Path serverFolder(String name) throws IOException {
    return JobFolder.existing(folder.resolve(name), ToolUser.forTools()).path();
  }

  LocalCluster cluster() {
    return cluster;
  }

  ConnectionSpec superuser() {
    return cluster.connection("postgres");
  }

  ConnectionSpec replicator() {
    return superuser().withUser("the replicator", REPLICATOR);
  }

  void execute(String... statements) throws Exception {
    SourceCluster.execute(superuser(), statements);
  }

  String query(String sql) throws Exception {
    return SourceCluster.query(superuser(), sql);
  }

  Lsn lsn(String function) throws Exception {
    return Lsn.parse(query("select " + function));
  }

  /** Puts a line before all others of pg_hba.conf. */
  void admit(String line) throws Exception {
    Path file = cluster.data().resolve("pg_hba.conf");
    Files.writeString(file, line + "\n" + Files.readString(file));
    execute("select pg_reload_conf()");
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    JobFolder.wipe(folder);
  }
}
