package io.salvaguarda.backup.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.physical.ClusterFacts.Tablespace;
import io.salvaguarda.postgres.physical.ClusterInventory;
import io.salvaguarda.postgres.replication.BaseBackup;
import io.salvaguarda.repository.BackupFacts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a physical backup's manifest says beside its chunks. */
final class ClusterManifest {

  private final BackupOrder order;
  private final PhysicalBackup.Checkpoint checkpoint;
  private final BegunBackup begun;

  ClusterManifest(BackupOrder order, PhysicalBackup.Checkpoint checkpoint, BegunBackup begun) {
    this.order = order;
    this.begun = begun;
    this.checkpoint = checkpoint;
  }

  /**
   * @param before read before the backup began
   * @param after read when it had ended
   */
  BackupFacts of(
      BaseBackup.Started started,
      BaseBackup.Ended ended,
      ClusterInventory before,
      ClusterInventory after) {
    ClusterFacts facts = facts(started, ended, before, after);
    return new BackupFacts(
        order.plan().name(),
        order.jobId().toString(),
        order.attempt(),
        order.startedAt(),
        after.at(),
        server(facts),
        tools(),
        facts.toJson());
  }

  private static ClusterFacts facts(
      BaseBackup.Started started,
      BaseBackup.Ended ended,
      ClusterInventory before,
      ClusterInventory after) {
    return new ClusterFacts(
        ClusterFacts.FORMAT,
        after.serverVersion(),
        started.system().systemId(),
        started.timeline(),
        started.startLsn().toString(),
        ended.stopLsn().toString(),
        started.walSegmentBytes(),
        started.dataChecksums(),
        tablespaces(started, before, after),
        after.databasesSince(before),
        after.preloadLibraries(),
        started.totalBytes());
  }

  /** Those that the server sent, by the names that they have in SQL. */
  private static List<Tablespace> tablespaces(
      BaseBackup.Started started, ClusterInventory before, ClusterInventory after) {
    Map<Long, String> names =
        Stream.concat(after.tablespaces().stream(), before.tablespaces().stream())
            .collect(Collectors.toMap(Tablespace::oid, Tablespace::name, (now, then) -> now));
    return started.tablespaces().stream()
        .map(
            sent ->
                new Tablespace(
                    sent.oid(),
                    names.getOrDefault(sent.oid(), String.valueOf(sent.oid())),
                    sent.location(),
                    sent.bytes()))
        .toList();
  }

  private ObjectNode server(ClusterFacts facts) {
    ObjectNode server = JsonNodeFactory.instance.objectNode();
    server.put("version", facts.serverVersion());
    server.put("major", facts.serverMajor());
    server.put("database", order.source().database());
    return server;
  }

  private ObjectNode tools() {
    ObjectNode tools = JsonNodeFactory.instance.objectNode();
    tools.put("protocol", "BASE_BACKUP");
    tools.put("format", "tar, not compressed, with the log that it needs");
    tools.put("checkpoint", checkpoint.name().toLowerCase(Locale.ROOT));
    begun.since().ifPresent(since -> tools.put("changesSince", since.id().toString()));
    begun.refusal().ifPresent(why -> tools.put("everythingBecause", why));
    return tools;
  }
}
