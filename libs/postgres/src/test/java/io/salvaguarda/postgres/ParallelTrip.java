package io.salvaguarda.postgres;

import io.salvaguarda.postgres.cluster.ThrowawayCluster;
import io.salvaguarda.postgres.dump.DatabaseDump;
import io.salvaguarda.postgres.dump.DatabaseDump.Archive;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.restore.DumpRestore;
import io.salvaguarda.postgres.restore.RestoreChoice;
import io.salvaguarda.postgres.restore.RestoreOptions;
import io.salvaguarda.postgres.restore.SandboxRoles;
import io.salvaguarda.postgres.restore.TargetDatabase;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.Together;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A dump by several workers and its facts in memory, and the way back. */
public record ParallelTrip(Map<String, byte[]> archives, Facts facts) {

  public static ParallelTrip of(ToolContext context, ConnectionSpec spec, int workers)
      throws IOException {
    try (SnapshotSession session = SnapshotSession.open(spec).orThrow()) {
      Facts facts = FactsCollector.ofSource(session, true).collect().orThrow();
      try (DatabaseDump dump = DatabaseDump.start(context, session, workers).orThrow()) {
        Map<String, byte[]> archives = read(dump);
        dump.requireWhole(facts);
        return new ParallelTrip(archives, facts);
      }
    }
  }

  /** Only reads what several workers dump after something has happened. */
  public static void dump(
      ToolContext context, ConnectionSpec spec, int workers, RoundTrip.Disturbance disturbance)
      throws IOException {
    try (SnapshotSession session = SnapshotSession.open(spec).orThrow()) {
      disturb(disturbance);
      try (DatabaseDump dump = DatabaseDump.start(context, session, workers).orThrow()) {
        read(dump);
      }
    }
  }

  private static Map<String, byte[]> read(DatabaseDump dump) throws IOException {
    Map<String, byte[]> archives = new ConcurrentHashMap<>();
    List<Together.Task> tasks =
        dump.archives().stream()
            .<Together.Task>map(archive -> () -> read(archive, archives))
            .toList();
    Together.run("dump", tasks.size(), tasks, dump::cancel);
    return new TreeMap<>(archives);
  }

  private static void disturb(RoundTrip.Disturbance disturbance) {
    try {
      disturbance.happen();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void read(Archive archive, Map<String, byte[]> archives) throws IOException {
    archives.put(archive.name(), archive.stream().readAllBytes());
  }

  public ArchiveToc toc(ToolContext context, String archive) throws IOException {
    return ArchiveToc.read(context, new ByteArrayInputStream(archives.get(archive))).orThrow();
  }

  /** A new database in the sandbox, with the source's roles beside it. */
  public TargetDatabase newCopy(ThrowawayCluster sandbox) {
    SandboxRoles.named(sandbox.connection("postgres"), facts.roles()).orThrow();
    return TargetDatabase.create(
            sandbox.connection("postgres"),
            facts.database().name(),
            facts.database(),
            TargetDatabase.LocalePolicy.FALL_BACK,
            Side.SANDBOX)
        .orThrow();
  }

  /** Restores all of it with that many connections and counts the copy. */
  public Facts copyIn(ThrowawayCluster sandbox, int jobs) throws IOException {
    TargetDatabase target = newCopy(sandbox);
    RestoreChoice all = RestoreChoice.everything(RestoreOptions.sandbox(target));
    restore(sandbox, target, all, jobs).orThrow();
    return FactsCollector.ofCopy(target.connection(), Side.SANDBOX, true).collect().orThrow();
  }

  public Outcome<Long> restore(
      ThrowawayCluster sandbox, TargetDatabase target, RestoreChoice choice, int jobs)
      throws IOException {
    return new DumpRestore(sandbox.toolContext(), target.connection(), choice, jobs)
        .from(archives.keySet(), name -> new ByteArrayInputStream(archives.get(name)));
  }
}
