package io.salvaguarda.postgres;

import io.salvaguarda.postgres.cluster.ThrowawayCluster;
import io.salvaguarda.postgres.dump.LogicalDump;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.restore.LogicalRestore;
import io.salvaguarda.postgres.restore.RestoreOptions;
import io.salvaguarda.postgres.restore.SandboxRoles;
import io.salvaguarda.postgres.restore.TargetDatabase;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.ByteArrayInputStream;

/** Dump and facts of a source in memory, and the way back into a throwaway cluster. */
public record RoundTrip(byte[] archive, Facts facts) {

  /** Something that happens in the source between snapshot and dump. */
  public interface Disturbance {
    void happen() throws Exception;
  }

  public static RoundTrip of(ToolContext context, ConnectionSpec spec, boolean checksums)
      throws Exception {
    return of(context, spec, checksums, () -> {});
  }

  public static RoundTrip of(
      ToolContext context, ConnectionSpec spec, boolean checksums, Disturbance disturbance)
      throws Exception {
    try (SnapshotSession session = SnapshotSession.open(spec).orThrow()) {
      disturbance.happen();
      Facts facts = FactsCollector.ofSource(session, checksums).collect().orThrow();
      try (LogicalDump dump = LogicalDump.start(context, session).orThrow()) {
        return new RoundTrip(dump.stream().readAllBytes(), facts);
      }
    }
  }

  /** Restores the archive; what went wrong is the outcome. */
  public Outcome<TargetDatabase> restore(ThrowawayCluster sandbox, byte[] bytes) throws Exception {
    SandboxRoles.named(sandbox.connection("postgres"), facts.roles()).orThrow();
    TargetDatabase target =
        TargetDatabase.create(
                sandbox.connection("postgres"),
                facts.database().name(),
                facts.database(),
                TargetDatabase.LocalePolicy.FALL_BACK,
                Side.SANDBOX)
            .orThrow();
    var restore =
        new LogicalRestore(
            sandbox.toolContext(), target.connection(), RestoreOptions.sandbox(target));
    return switch (restore.from(new ByteArrayInputStream(bytes))) {
      case Outcome.Done<LogicalRestore.Summary> done -> Outcome.done(target);
      case Outcome.Failed<LogicalRestore.Summary> failed -> Outcome.failed(failed.failure());
    };
  }

  /** Restores the whole archive and counts the copy. */
  public Facts copyIn(ThrowawayCluster sandbox) throws Exception {
    TargetDatabase target = restore(sandbox, archive).orThrow();
    return FactsCollector.ofCopy(target.connection(), Side.SANDBOX, facts.checksumMethod() != null)
        .collect()
        .orThrow();
  }
}
