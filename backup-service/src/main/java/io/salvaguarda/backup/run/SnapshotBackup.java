package io.salvaguarda.backup.run;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.dump.DatabaseDump;
import io.salvaguarda.postgres.dump.DumpFailedException;
import io.salvaguarda.postgres.dump.Globals;
import io.salvaguarda.postgres.dump.GlobalsDump;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.Together;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.StreamSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What one snapshot shows, written into the repository. */
final class SnapshotBackup {

  /** The stream that holds the roles and tablespaces. */
  private static final String GLOBALS = "globals";

  private final BackupOrder order;
  private final LogicalBackup.Place place;
  private final SnapshotSession session;
  private final Supervision supervision;
  private final ProgressMeter meter;

  SnapshotBackup(
      BackupOrder order,
      LogicalBackup.Place place,
      SnapshotSession session,
      Supervision supervision,
      ProgressMeter meter) {
    this.order = order;
    this.place = place;
    this.session = session;
    this.supervision = supervision;
    this.meter = meter;
  }

  /**
   * @throws PostgresException when the source or a tool failed
   * @throws IOException when the repository failed
   */
  Manifest publish() throws IOException {
    ToolContext context =
        ToolContext.of(PgTools.forServerMajor(session.server().major()).orThrow())
            .withScratch(place.scratch())
            .withLog(place.log());
    try (BackupWriter writer = place.repository().newBackup(order.id());
        DatabaseDump dump =
            DatabaseDump.start(context, session, order.plan().dumpWorkers()).orThrow();
        FactsBesideDump facts =
            FactsBesideDump.start(session, order.plan().verification().checksums(), dump::cancel)) {
      supervision.onStop(dump::cancel);
      supervision.onStop(facts::close);
      long dumped = writeDump(writer, dump, facts);
      Globals globals = writeGlobals(writer, context);
      meter.phase(Phase.COMMIT);
      Facts counted = facts.await();
      requirePlausible(dumped, counted);
      dump.requireWhole(counted);
      // the last moment in which a lost lease can be noticed: after it, the backup exists
      supervision.throwIfStopped();
      return writer.commit(ManifestFacts.of(order, session, context.tools(), globals, counted));
    }
  }

  /** Returns the size of the dump; each of its archives is a stream of its own. */
  private long writeDump(BackupWriter writer, DatabaseDump dump, FactsBesideDump facts)
      throws IOException {
    meter.phase(Phase.DUMP);
    LongAdder bytes = new LongAdder();
    List<Together.Task> archives =
        dump.archives().stream()
            .<Together.Task>map(
                archive ->
                    () -> bytes.add(write(writer, archive.name(), archive.stream()).plainBytes()))
            .toList();
    try {
      Together.run("backup-dump", archives.size(), archives, dump::cancel);
      return bytes.sum();
    } catch (DumpFailedException e) {
      throw new PostgresException(reason(e.failure(), facts), e);
    }
  }

  /** A dump that was cancelled because the counting had failed says nothing itself. */
  private static PostgresFailure reason(PostgresFailure dump, FactsBesideDump facts) {
    return dump.error() == PostgresError.CANCELLED ? facts.failure().orElse(dump) : dump;
  }

  private Globals writeGlobals(BackupWriter writer, ToolContext context) throws IOException {
    supervision.throwIfStopped();
    meter.phase(Phase.GLOBALS);
    GlobalsDump dump = new GlobalsDump(context, session.spec());
    supervision.onStop(dump::cancel);
    Globals globals = dump.run().orThrow();
    write(
        writer,
        GLOBALS,
        new ByteArrayInputStream(globals.script().getBytes(StandardCharsets.UTF_8)));
    return globals;
  }

  private StreamSummary write(BackupWriter writer, String name, InputStream in) throws IOException {
    ProgressMeter.Stream stream = meter.stream();
    StreamSummary summary = writer.write(name, in, stream::at);
    stream.ended(summary);
    return summary;
  }

  /** Every counted row is at least a line break in the dump. */
  private static void requirePlausible(long dumpedBytes, Facts counted) {
    if (dumpedBytes < counted.totalRows()) {
      throw new PostgresException(
          PostgresFailure.retryable(
              PostgresError.EMPTY_DUMP,
              "the dump has %d bytes, too few for %d rows"
                  .formatted(dumpedBytes, counted.totalRows()),
              "Check that pg_dump is PostgreSQL's own program and that the user sees every row."));
    }
  }
}
