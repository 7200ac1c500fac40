package io.salvaguarda.restore.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.postgres.dump.DatabaseDump;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.repository.chunk.ChunkId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes real backups, as backup-service does, with a verification's outcome beside. */
public final class Backups {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Backups() {}

  /** A new verified backup of a database as it is now, in the repository {@code disk}. */
  public static String verified(String sourceId, String database) {
    return take("disk", sourceId, database, Optional.of(Outcome.PASSED));
  }

  /** One whose dump several workers have made. */
  public static String parallel(String sourceId, String database, int workers) {
    try {
      BackupId id = made("disk", sourceId, database, workers);
      RestoreStack.repository("disk").mark(mark(id, Outcome.PASSED));
      Restores.as(ServiceStack.OPERATOR).post("/recovery-points/rebuild").then().statusCode(200);
      return id.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new backup that the service knows of. */
  public static String take(
      String repositoryName, String sourceId, String database, Optional<Outcome> outcome) {
    try {
      BackupId id = made(repositoryName, sourceId, database, 1);
      if (outcome.isPresent()) {
        RestoreStack.repository(repositoryName).mark(mark(id, outcome.get()));
      }
      Restores.as(ServiceStack.OPERATOR).post("/recovery-points/rebuild").then().statusCode(200);
      return id.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BackupId made(String repositoryName, String sourceId, String database, int workers)
      throws IOException {
    int number = COUNT.incrementAndGet();
    BackupId id =
        BackupId.of(
            sourceId,
            BackupId.Kind.LOGICAL,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number),
            "test" + number);
    BackupRepository repository = RestoreStack.repository(repositoryName);
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    ToolContext context =
        ToolContext.of(PgTools.newest().orThrow()).withScratch(RestoreStack.ownScratch());
    try (SnapshotSession session =
            SnapshotSession.open(RestoreStack.source().connection(database)).orThrow();
        DatabaseDump dump = DatabaseDump.start(context, session, workers).orThrow();
        BackupWriter writer = repository.newBackup(id)) {
      Facts facts = FactsCollector.ofSource(session, true).collect().orThrow();
      for (DatabaseDump.Archive archive : dump.archives()) {
        writer.write(archive.name(), archive.stream(), (plain, stored) -> {});
      }
      Instant now = Instant.now();
      String job = UUID.randomUUID().toString();
      writer.commit(new BackupFacts("daily", job, 1, now, now, none, none, facts.toJson()));
    }
    return id;
  }

  private static VerificationMark mark(BackupId id, Outcome outcome) {
    return new VerificationMark(
        id,
        UUID.randomUUID().toString(),
        outcome,
        Optional.of("RESTORED"),
        Instant.now(),
        List.of());
  }

  /** The chunks of its dump, in the repository {@code disk}. */
  public static List<ChunkId> chunks(String backupId) {
    try {
      return RestoreStack.repository("disk").manifest(BackupId.parse(backupId)).stream("dump")
          .orElseThrow()
          .chunks();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the repository {@code disk} says that a backup is worth. */
  public static Optional<Outcome> markOf(String backupId) {
    try {
      return RestoreStack.repository("disk")
          .verification(BackupId.parse(backupId))
          .map(VerificationMark::outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
