package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.cluster.SandboxLimits;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster with a tablespace and an archive of its WAL, and backups of it by pg_basebackup. */
final class PhysicalSource implements AutoCloseable {
  final Path folder;
  final Path archive;
  final LocalCluster cluster;
  private final PgTools tools;
  private int taken;

  PhysicalSource() throws Exception {
    this(PgTools.newest().orThrow());
  }

  PhysicalSource(PgTools tools) throws Exception {
    this.tools = tools;
    folder = Files.createTempDirectory("physical-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    archive = own("archive");
    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> parameters =
        new HashMap<>(LocalCluster.Settings.forTests(1, Password.none()).parameters());
    parameters.put("archive_mode", "on");
    parameters.put("archive_command", "install -m 0644 %p " + archive + "/%f");
    parameters.put("max_prepared_transactions", "3");
    parameters.put("max_connections", "120");
    var settings =
        new LocalCluster.Settings(
            SourceCluster.freePort(), "postgres", Password.of("physical"), parameters);
    cluster =
        LocalCluster.in(folder.resolve("pg"), context(), settings).orThrow().start().orThrow();
    Path space = own("space");
    execute("postgres", "create tablespace \"odd space\" location '" + space + "'");
    execute("postgres", "create database shop");
    execute(
        "shop",
        "create table orders (id bigint primary key, note text)",
        "insert into orders select n, md5(n::text) from generate_series(1, 5000) n",
        "create table far (id bigint primary key, note text) tablespace \"odd space\"",
        "insert into far select n, md5(n::text) from generate_series(1, 1000) n",
        "create role clerk login password 'known to many'");
  }

  /** A folder of the server's user. */
  Path own(String name) throws IOException {
    return JobFolder.existing(folder.resolve(name), ToolUser.forTools()).path();
  }

  ToolContext context() {
    return ToolContext.of(tools).withScratch(folder.resolve("scratch"));
  }

  ConnectionSpec connection(String database) {
    return cluster.connection(database);
  }

  void execute(String database, String... statements) throws Exception {
    SourceCluster.execute(connection(database), statements);
  }

  String query(String database, String sql) throws Exception {
    return SourceCluster.query(connection(database), sql);
  }

  /** A backup's archives in a folder. */
  record Taken(Path folder) implements Archives {
    @Override
    public InputStream open(String name) throws IOException {
      return Files.newInputStream(file(name));
    }

    Path file(String name) {
      return folder.resolve(name.replace("tablespace-", ""));
    }

    List<String> names() throws IOException {
      List<String> names = new ArrayList<>();
      try (var files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .map(name -> name.matches("\\d+\\.tar") ? "tablespace-" + name : name)
            .forEach(names::add);
      }
      return names;
    }
  }

  Taken take() throws Exception {
    return take(connection("postgres"));
  }

  Taken take(ConnectionSpec as) throws Exception {
    Path to = own("backup-" + taken++);
    List<String> arguments =
        List.of("-D", to.toString(), "-Ft", "-X", "fetch", "-c", "fast", "--no-sync");
    try (ToolRun run = ToolRun.start(context(), "pg_basebackup", arguments, as)) {
      if (run.waitFor() != 0) {
        throw new IllegalStateException(run.logTail().toString());
      }
    }
    return new Taken(to);
  }

  /** A backup, extracted for a sandbox. */
  DataDirectory extracted(Taken taken) throws Exception {
    JobFolder place =
        JobFolder.create(folder.resolve("scratch"), "physical", ToolUser.forSandbox());
    var extraction =
        new DataDirectory.Extraction(
            place.path().resolve("data"),
            TablespaceMapping.below(place.path().resolve("tablespaces")),
            ToolUser.forSandbox(),
            false,
            bytes -> {});
    return DataDirectory.extract(extraction, taken.names(), taken).orThrow();
  }

  static ServerRules sandbox() {
    return ServerRules.sandbox(SandboxLimits.forBytes(0), Duration.ofMinutes(2));
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    JobFolder.wipe(folder);
  }
}
