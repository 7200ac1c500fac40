package io.salvaguarda.e2e;

import static org.awaitility.Awaitility.await;

import io.salvaguarda.e2e.ProtectedCluster.Way;
import io.salvaguarda.local.PostgresMajor;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A suite that protects whole clusters of each version of PostgreSQL that is here, either way. */
final class RecoveredSources implements AutoCloseable {
  private static final int ROWS = 100;

  private final Path folder;
  private final Map<String, ProtectedCluster> all = new LinkedHashMap<>();
  private Suite suite;

  private RecoveredSources(Path folder) {
    this.folder = folder;
  }

  static RecoveredSources start() throws Exception {
    Path folder = Files.createTempDirectory("recovered-sources-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    RecoveredSources sources = new RecoveredSources(folder);
    try {
      sources.startServers();
      sources.startSuite();
      return sources;
    } catch (Exception e) {
      sources.close();
      throw e;
    }
  }

  private void startServers() throws Exception {
    for (PostgresMajor major : PostgresMajor.values()) {
      Optional<PgTools> tools = major.tools();
      for (Way way : tools.isPresent() ? Way.values() : new Way[0]) {
        String id = id(major, way);
        WrittenCluster cluster = new WrittenCluster(folder.resolve(id), tools.get());
        all.put(id, new ProtectedCluster(id, tools.get(), way, cluster));
      }
    }
  }

  private static String id(PostgresMajor major, Way way) {
    return (major + "-" + way).toLowerCase(Locale.ROOT);
  }

  private void startSuite() throws IOException {
    Map<String, String> settings =
        Map.of(
            "SALVAGUARDA_JOBS_CONCURRENCY", "3",
            "SALVAGUARDA_JOBS_POLL", "200ms",
            "SALVAGUARDA_WAL_WATCH", "1s");
    suite =
        Suite.start(
            1, settings, ready -> ClusterEntries.write(ready.stack(), folder, all.values()));
    Path header = folder.resolve("archive.header");
    Files.writeString(header, "Authorization: Bearer " + ClusterEntries.ARCHIVER + "\n");
    for (ProtectedCluster source : all.values()) {
      if (source.way() == Way.PUSH) {
        String wal = suite.stack().service(SuiteService.BACKUP).url() + "/wal/" + source.id();
        source.cluster().pushTo(wal, header);
      }
    }
  }

  Suite suite() {
    return suite;
  }

  /** Empty when that version is not here. */
  Optional<ProtectedCluster> find(PostgresMajor major, Way way) {
    return Optional.ofNullable(all.get(id(major, way)));
  }

  /** Returns when all that was written can be recovered, over a failover where it is streamed. */
  void backUpAndGoOnWriting() throws Exception {
    Map<ProtectedCluster, String> jobs = new LinkedHashMap<>();
    for (ProtectedCluster source : all.values()) {
      jobs.put(source, askForBackup(source));
    }
    jobs.forEach(
        (source, job) -> source.backedUp(suite.succeeded(SuiteService.BACKUP, job, "backupId")));
    for (ProtectedCluster source : all.values()) {
      if (source.way() == Way.STREAM) {
        awaitRows(source, source.first() + ROWS);
        source.cluster().failOver();
      }
    }
    Map<ProtectedCluster, Lsn> ends = new LinkedHashMap<>();
    for (ProtectedCluster source : all.values()) {
      awaitRows(source, source.first() + 2 * ROWS);
      ends.put(source, source.cluster().stopWriting());
    }
    ends.forEach(
        (source, end) ->
            await()
                .atMost(Suite.PATIENCE)
                .until(() -> !suite.windowEnd(source.id()).isBefore(end)));
  }

  String askForBackup(ProtectedCluster source) {
    return suite.askForPhysicalBackup(source.id());
  }

  private static void awaitRows(ProtectedCluster source, int rows) {
    await().atMost(Suite.PATIENCE).until(() -> source.cluster().rows() > rows);
  }

  /** How many rows a cluster has that is recovered to the target; -1: not the first ones. */
  int recoveredRows(ProtectedCluster source, Map<String, String> target) throws Exception {
    return RecoveredCopy.rows(suite, source, source.backup(), target);
  }

  @Override
  public void close() throws IOException {
    if (suite != null) {
      suite.close();
    }
    List.copyOf(all.values()).forEach(source -> source.cluster().close());
    JobFolder.wipe(folder);
  }
}
