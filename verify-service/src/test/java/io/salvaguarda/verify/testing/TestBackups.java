package io.salvaguarda.verify.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.BackupTrigger;
import io.salvaguarda.postgres.dump.DatabaseDump;
import io.salvaguarda.postgres.dump.GlobalsDump;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.EmptyStreams;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes backups of the source cluster as backup-service does, and the event that tells of them. */
public final class TestBackups {

  public static final String FULL = SourceData.FULL;
  public static final String EMPTY = SourceData.EMPTY;

  private TestBackups() {}

  /** A backup of the full database in the repository {@code disk}. */
  public static BackupCompleted make(String sourceId) {
    return make(sourceId, "disk", FULL);
  }

  public static BackupCompleted make(String sourceId, String repository, String database) {
    return make(sourceId, repository, database, UnaryOperator.identity());
  }

  /**
   * @param tamper changes the facts before they go into the manifest
   */
  public static BackupCompleted make(
      String sourceId, String repository, String database, UnaryOperator<ObjectNode> tamper) {
    try {
      return publish(sourceId, repository, database, 1, tamper);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One whose dump several workers have made. */
  public static BackupCompleted parallel(String sourceId, int workers) {
    try {
      return publish(sourceId, "disk", FULL, workers, UnaryOperator.identity());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BackupCompleted publish(
      String sourceId,
      String repository,
      String database,
      int workers,
      UnaryOperator<ObjectNode> tamper)
      throws IOException {
    Instant startedAt = Instant.now();
    UUID jobId = UUID.randomUUID();
    String shortId = jobId.toString().substring(0, 8);
    BackupId id = BackupId.of(sourceId, BackupId.Kind.LOGICAL, startedAt, shortId);
    ToolContext context =
        ToolContext.of(PgTools.newest().orThrow()).withScratch(VerifyStack.scratch());
    BackupRepository target = VerifyStack.repository(repository);
    try (SnapshotSession session =
            SnapshotSession.open(VerifyStack.source().connection(database)).orThrow();
        DatabaseDump dump = DatabaseDump.start(context, session, workers).orThrow();
        BackupWriter writer = target.newBackup(id)) {
      Facts facts = FactsCollector.ofSource(session, true).collect().orThrow();
      for (DatabaseDump.Archive archive : dump.archives()) {
        writer.write(archive.name(), archive.stream(), Progress.NONE);
      }
      byte[] globals =
          new GlobalsDump(context, session.spec())
              .run()
              .orThrow()
              .script()
              .getBytes(StandardCharsets.UTF_8);
      writer.write(
          "globals", new ByteArrayInputStream(globals), EmptyStreams.ALLOWED, Progress.NONE);
      ObjectNode nothing = JsonNodeFactory.instance.objectNode();
      Manifest manifest =
          writer.commit(
              new BackupFacts(
                  "thorough",
                  jobId.toString(),
                  1,
                  startedAt,
                  session.snapshotAt(),
                  nothing,
                  nothing,
                  tamper.apply((ObjectNode) facts.toJson())));
      return told(manifest, repository, facts, jobId);
    }
  }

  /** Its plan is configured no more: a source's own plan of today counts, or else the default. */
  private static BackupCompleted told(
      Manifest manifest, String repository, Facts facts, UUID jobId) {
    return new BackupCompleted(
        manifest.id().toString(),
        manifest.id().sourceId(),
        BackupKind.LOGICAL,
        "retired",
        "dba",
        repository,
        jobId,
        1,
        BackupTrigger.REQUEST,
        manifest.facts().startedAt(),
        manifest.facts().snapshotAt(),
        manifest.completedAt(),
        manifest.plainBytes(),
        manifest.newBytes(),
        manifest.chunkCount(),
        manifest.newChunks(),
        facts.serverVersion(),
        facts.tables().size(),
        facts.totalRows());
  }
}
