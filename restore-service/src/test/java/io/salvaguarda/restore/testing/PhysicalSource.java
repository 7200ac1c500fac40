package io.salvaguarda.restore.testing;

import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real cluster that archives its WAL; its backups and WAL go into the repository {@code disk}.
 */
public final class PhysicalSource implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();
  static final Password PASSWORD = Password.of("postgres-of-a-test");

  private final String id;
  private final Path archive;
  private final Path copies;
  private final LocalCluster cluster;
  private final ToolContext context;
  private final String systemId;
  private final Set<String> archived = new HashSet<>();

  private PhysicalSource(String id, Path folder) throws IOException {
    this.id = id;
    this.archive = shared(folder.resolve("archive"));
    this.copies = shared(folder.resolve("copies"));
    this.context =
        ToolContext.of(PgTools.newest().orThrow()).withScratch(RestoreStack.ownScratch());
    this.cluster = cluster(folder.resolve("cluster"), archive, context);
    cluster.start().orThrow();
    this.systemId = text("select system_identifier from pg_control_system()");
  }

  /** Starts the cluster of a source of salvaguarda.yaml. */
  public static PhysicalSource start(String id) {
    try {
      return new PhysicalSource(id, RestoreStack.folder("source-" + COUNT.incrementAndGet()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path shared(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static LocalCluster cluster(Path folder, Path archive, ToolContext context)
      throws IOException {
    Map<String, String> parameters =
        new HashMap<>(LocalCluster.Settings.forTests(0, PASSWORD).parameters());
    parameters.put("archive_mode", "on");
    parameters.put("archive_command", "cp \"%p\" \"" + archive + "/%f\"");
    parameters.put("track_commit_timestamp", "on");
    parameters.put("wal_level", "replica");
    return LocalCluster.in(
            folder,
            context,
            new LocalCluster.Settings(freePort(), "postgres", PASSWORD, parameters))
        .orThrow();
  }

  /** Starts a restored cluster where it is. */
  public static LocalCluster started(Path data) {
    LocalCluster.Settings settings = LocalCluster.Settings.forTests(freePort(), PASSWORD);
    ToolContext context =
        ToolContext.of(PgTools.newest().orThrow()).withScratch(RestoreStack.ownScratch());
    return LocalCluster.in(data.getParent(), context, settings).orThrow().start().orThrow();
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of its server's own. */
  public Path folder(String name) throws IOException {
    Path folder = copies.resolve(name);
    Files.createDirectories(folder);
    // a tablespace's folder must be the server's
    Files.setOwner(folder, Files.getOwner(cluster.data()));
    return folder;
  }

  /** As PostgreSQL archived it. */
  public Path archivedFile(String segment) {
    return archive.resolve(segment);
  }

  public String systemId() {
    return systemId;
  }

  public ConnectionSpec connection(String database) {
    return cluster.connection(database);
  }

  /** A new connection, owned by the caller. */
  public Connection connect() throws SQLException {
    return PostgresConnections.open(connection("postgres"));
  }

  public void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The first column of the only row. */
  public String text(String query) {
    return text(connection("postgres"), query);
  }

  public static String text(ConnectionSpec spec, String query) {
    try (Connection connection = PostgresConnections.open(spec);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Ends the segment that is being written and archives all that there is. */
  public void archive() {
    String last = text("select pg_walfile_name(pg_switch_wal())");
    org.awaitility.Awaitility.await()
        .atMost(60, java.util.concurrent.TimeUnit.SECONDS)
        .until(
            () ->
                last.compareTo(text("select coalesce(last_archived_wal, '') from pg_stat_archiver"))
                    <= 0);
    try (WalArchive wal = RestoreStack.repository("disk").wal(id);
        var files = Files.list(archive)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (archived.add(name)) {
          put(wal, file, name);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void put(WalArchive wal, Path file, String name) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      wal.put(new WalFile(systemId, name), in, Files.size(file));
    }
  }

  /** The archived segments by name, oldest first. */
  public List<String> segments() {
    return archived.stream().filter(name -> name.matches("[0-9A-F]{24}")).sorted().toList();
  }

  /** What the repository keeps of an archived file. */
  public Path fileOf(String segment) {
    return RestoreStack.diskFile(
        "wal/" + id + "/" + systemId + "/" + segment.substring(0, 8) + "/" + segment + ".json");
  }

  /** A new verified backup that the service knows of; its id. */
  public String backup() {
    return backup(Optional.of(Outcome.PASSED));
  }

  /** A new one that the service knows of. */
  public String backup(Optional<Outcome> outcome) {
    try {
      String backup = untoldBackup();
      if (outcome.isPresent()) {
        RestoreStack.repository("disk").mark(PhysicalCopy.mark(backup, outcome.get()));
      }
      Restores.as(ServiceStack.OPERATOR).post("/recovery-points/rebuild").then().statusCode(200);
      return backup;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new one that only the repository has. */
  public String untoldBackup() {
    int number = COUNT.incrementAndGet();
    BackupId backup =
        BackupId.of(
            id,
            BackupId.Kind.PHYSICAL,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number),
            "test" + number);
    try {
      PhysicalCopy.of(this, context, copies.resolve("copy" + number)).store(backup);
      return backup.toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
