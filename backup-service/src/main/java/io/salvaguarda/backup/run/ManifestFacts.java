package io.salvaguarda.backup.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.postgres.dump.Globals;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.repository.BackupFacts;

/** What a logical backup's manifest says beside its chunks. */
final class ManifestFacts {

  private ManifestFacts() {}

  static BackupFacts of(
      BackupOrder order, SnapshotSession session, PgTools tools, Globals globals, Facts facts) {
    ObjectNode server = JsonNodeFactory.instance.objectNode();
    server.put("version", session.server().full());
    server.put("major", session.server().major());
    server.put("database", order.source().database());
    ObjectNode used = JsonNodeFactory.instance.objectNode();
    used.put("pg_dump", tools.major());
    used.put("pg_dumpall", tools.major());
    used.put("format", "custom, not compressed");
    used.put("workers", order.plan().dumpWorkers());
    used.put("rolePasswords", globals.withPasswords());
    used.put("note", globals.note());
    return new BackupFacts(
        order.plan().name(),
        order.jobId().toString(),
        order.attempt(),
        order.startedAt(),
        session.snapshotAt(),
        server,
        used,
        facts.toJson());
  }
}
