package io.salvaguarda.verify.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes physical backups of the source cluster in the repository {@code disk}. */
public final class PhysicalBackups {

  private static final int BLOCK = 512;

  private PhysicalBackups() {}

  /** Changes the archives before they go into the repository. */
  public interface Tampering {
    void in(Path archives) throws Exception;
  }

  public static BackupCompleted make(String sourceId) throws Exception {
    return make(sourceId, archives -> {});
  }

  /**
   * @param extra a database that the facts tell of beside those that there are
   */
  public static BackupCompleted claiming(String sourceId, ClusterFacts.Database extra)
      throws Exception {
    return make(sourceId, archives -> {}, List.of(extra));
  }

  public static BackupCompleted make(String sourceId, Tampering tampering) throws Exception {
    return make(sourceId, tampering, List.of());
  }

  private static BackupCompleted make(
      String sourceId, Tampering tampering, List<ClusterFacts.Database> extra) throws Exception {
    try (JobFolder folder = JobFolder.create(VerifyStack.taken(), "taken", ToolUser.forTools())) {
      Path archives = folder.path().resolve("backup");
      take(folder.path().getParent(), archives);
      tampering.in(archives);
      return publish(sourceId, archives, facts(extra));
    }
  }

  private static void take(Path scratch, Path to) throws Exception {
    ToolContext context = ToolContext.of(PgTools.newest().orThrow()).withScratch(scratch);
    List<String> arguments =
        List.of("-D", to.toString(), "-Ft", "-X", "fetch", "-c", "fast", "--no-sync");
    ConnectionSpec server = VerifyStack.source().connection("postgres");
    try (ToolRun run = ToolRun.start(context, "pg_basebackup", arguments, server)) {
      if (run.waitFor() != 0) {
        throw new IllegalStateException(run.logTail().toString());
      }
    }
  }

  private static BackupCompleted publish(String sourceId, Path archives, ClusterFacts facts)
      throws Exception {
    Instant startedAt = Instant.now();
    UUID jobId = UUID.randomUUID();
    BackupId id =
        BackupId.of(sourceId, BackupId.Kind.PHYSICAL, startedAt, jobId.toString().substring(0, 8));
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    try (BackupWriter writer = VerifyStack.repository("disk").newBackup(id)) {
      for (String name : List.of("base.tar", "backup_manifest")) {
        try (InputStream in = Files.newInputStream(archives.resolve(name))) {
          writer.write(name, in, Progress.NONE);
        }
      }
      Manifest manifest =
          writer.commit(
              new BackupFacts(
                  "thorough",
                  jobId.toString(),
                  1,
                  startedAt,
                  startedAt,
                  nothing.deepCopy().put("database", "shop"),
                  nothing,
                  facts.toJson()));
      return told(manifest, facts, jobId);
    }
  }

  private static ClusterFacts facts(List<ClusterFacts.Database> extra) throws Exception {
    try (Connection connection =
            PostgresConnections.open(VerifyStack.source().connection("postgres"));
        Statement statement = connection.createStatement()) {
      List<ClusterFacts.Database> databases = new ArrayList<>(extra);
      try (ResultSet row = statement.executeQuery("select oid, datname from pg_database")) {
        while (row.next()) {
          databases.add(new ClusterFacts.Database(row.getLong(1), row.getString(2), 0));
        }
      }
      return new ClusterFacts(
          ClusterFacts.FORMAT,
          one(statement, "show server_version"),
          one(statement, "select system_identifier from pg_control_system()"),
          1,
          "0/1",
          "0/2",
          16 << 20,
          false,
          List.of(),
          databases,
          List.of(),
          0);
    }
  }

  private static String one(Statement statement, String sql) throws Exception {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Where the content of a file begins in a tar archive. */
  public static long offsetIn(Path tar, String name) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(tar.toFile(), "r")) {
      byte[] header = new byte[BLOCK];
      for (long at = 0; at < bytes.length(); ) {
        bytes.seek(at);
        bytes.readFully(header);
        if (text(header, 0, 100).equals(name)) {
          return at + BLOCK;
        }
        String size = text(header, 124, 12).strip();
        long content = size.isEmpty() ? 0 : Long.parseLong(size, 8);
        at += BLOCK + (content + BLOCK - 1) / BLOCK * BLOCK;
      }
    }
    throw new IllegalArgumentException("no " + name);
  }

  private static String text(byte[] header, int offset, int length) {
    return new String(header, offset, length, StandardCharsets.US_ASCII).split("\0", 2)[0];
  }

  /** One bit; twice is as before. */
  public static void flip(Path file, long offset) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      int was = bytes.read();
      bytes.seek(offset);
      bytes.write(was ^ 1);
    }
  }

  private static BackupCompleted told(Manifest manifest, ClusterFacts facts, UUID jobId) {
    return new BackupCompleted(
        manifest.id().toString(),
        manifest.id().sourceId(),
        BackupKind.PHYSICAL,
        "thorough",
        "dba",
        "disk",
        jobId,
        1,
        BackupTrigger.REQUEST,
        manifest.facts().startedAt(),
        manifest.facts().startedAt(),
        manifest.completedAt(),
        manifest.plainBytes(),
        manifest.newBytes(),
        manifest.chunkCount(),
        manifest.newChunks(),
        facts.serverVersion(),
        0,
        0);
  }
}
