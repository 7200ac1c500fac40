package io.salvaguarda.restore.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.postgres.dump.LogicalDump;
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
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes real backups, as backup-service does, with a verification's outcome beside. */
public final class Backups {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Backups() {}

  /** A new backup of a database as it is now. */
  public static String take(String sourceId, String database, Optional<Outcome> outcome)
      throws IOException {
    int number = COUNT.incrementAndGet();
    BackupId id =
        BackupId.of(
            sourceId,
            BackupId.Kind.LOGICAL,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number),
            "test" + number);
    BackupRepository repository = RestoreStack.repository();
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    ToolContext context =
        ToolContext.of(PgTools.newest().orThrow()).withScratch(RestoreStack.scratch());
    try (SnapshotSession session =
            SnapshotSession.open(RestoreStack.source().connection(database)).orThrow();
        LogicalDump dump = LogicalDump.start(context, session).orThrow();
        BackupWriter writer = repository.newBackup(id)) {
      Facts facts = FactsCollector.ofSource(session, true).collect().orThrow();
      writer.write("dump", dump.stream(), (plain, stored) -> {});
      Instant now = Instant.now();
      String job = UUID.randomUUID().toString();
      writer.commit(new BackupFacts("daily", job, 1, now, now, none, none, facts.toJson()));
    }
    if (outcome.isPresent()) {
      repository.mark(
          new VerificationMark(
              id,
              UUID.randomUUID().toString(),
              outcome.get(),
              Optional.of("RESTORED"),
              Instant.now(),
              List.of()));
    }
    return id.toString();
  }
}
