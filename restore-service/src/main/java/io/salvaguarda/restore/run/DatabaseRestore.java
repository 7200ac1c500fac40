package io.salvaguarda.restore.run;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.facts.DatabaseShape;
import io.salvaguarda.postgres.restore.DatabaseProperties;
import io.salvaguarda.postgres.restore.DumpRestore;
import io.salvaguarda.postgres.restore.RestoreChoice;
import io.salvaguarda.postgres.restore.TargetDatabase;
import io.salvaguarda.postgres.restore.TargetInspection;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * One attempt to restore a backup into a database of its own ({@link Working}), which gets its
 * final name, or the place of the one in use, when it is whole and was compared. Killed anywhere,
 * it leaves either that or a database that the next attempt drops.
 */
public final class DatabaseRestore {

  /** Opens the backup's repository. */
  public interface Source {
    BackupRepository open() throws IOException;
  }

  /**
   * Where the work is done.
   *
   * @param server a connection to a database of the target's server that is not restored into
   * @param throwaway whether that server is one: its tools are cut off like it, and a locale that
   *     it lacks is replaced
   * @param scratch a folder that unprivileged users can pass but not list
   * @param log gets each redacted line that a tool says, from another thread
   */
  public record Place(
      Source source, ConnectionSpec server, boolean throwaway, Path scratch, Consumer<String> log) {

    ToolContext tools(int major) {
      ToolContext tools =
          ToolContext.of(PgTools.forServerMajor(major).orThrow()).withScratch(scratch).withLog(log);
      return throwaway ? tools.sandboxed() : tools;
    }

    TargetDatabase.LocalePolicy locales() {
      return throwaway ? TargetDatabase.LocalePolicy.FALL_BACK : TargetDatabase.LocalePolicy.EXACT;
    }
  }

  private final RestorePayload order;
  private final Place place;
  private final Working working;
  private final WorkingDatabases databases;
  private final FinalPlace finalPlace;
  private final Supervision supervision;
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final long start = System.nanoTime();
  private long totalBytes;

  public DatabaseRestore(
      RestorePayload order,
      Place place,
      Working working,
      FinishLog finishLog,
      Supervision supervision) {
    this.order = order;
    this.place = place;
    this.working = working;
    this.databases = new WorkingDatabases(place.server());
    this.finalPlace = new FinalPlace(place.server(), order, finishLog);
    this.supervision = supervision;
  }

  /** Blocks until it has ended; can be interrupted. Expected failures are returned. */
  public RestoreOutcome<RestoreResult> run() throws IOException {
    return RestoreOutcome.of(order, this::restore);
  }

  /** What this job's attempts have brought to an end, this one's last moments included. */
  public Optional<RestoreResult> finished() {
    return finalPlace.found().map(this::result);
  }

  private RestoreResult restore() throws IOException {
    tell(Phase.CHECK, 0);
    Optional<Finish> found = finalPlace.found();
    if (found.isPresent()) {
      notes.add("An earlier attempt had finished the work already.");
      return result(found.get());
    }
    databases.dropEarlier(working);
    ChosenBackup backup =
        ChosenBackup.open(place.source().open(), BackupId.parse(order.backupId()));
    totalBytes = backup.bytes();
    TargetInspection inspection = inspect(backup);
    boolean owners = inspection.missingRoles().isEmpty();
    int major = Math.max(backup.major(), inspection.server().major());
    ToolContext context = place.tools(major);
    RestoreChoice choice = backup.choice(context, order, owners);
    supervision.throwIfStopped();
    ConnectionSpec target = create(backup.facts().database(), owners);
    long bytes = fill(context, target, backup, choice);
    supervision.throwIfStopped();
    if (!order.partial()) {
      tell(Phase.COMPARE, totalBytes);
      new ContentCheck(supervision).require(target, backup.facts());
    }
    return finish(target, backup.facts().database(), owners, bytes);
  }

  private TargetInspection inspect(ChosenBackup backup) {
    String looked = order.swap() ? working.database() : order.targetDatabase();
    TargetInspection inspection =
        TargetInspection.of(place.server(), looked, backup.facts().roles()).orThrow();
    if (inspection.exists()) {
      throw new RestoreTrouble(
          ErrorClass.TARGET_EXISTS,
          "There is a database \"" + looked + "\" already; it was not touched.",
          "Choose a name that is free, or leave targetDatabase out.");
    }
    if (!inspection.missingRoles().isEmpty()) {
      notes.add(
          "The server lacks roles of the source ("
              + String.join(", ", inspection.missingRoles())
              + "): everything belongs to "
              + place.server().user()
              + ", and grants were left out.");
    }
    return inspection;
  }

  private ConnectionSpec create(DatabaseShape shape, boolean owners) {
    TargetDatabase made = databases.create(working, shape, place.locales());
    if (owners) {
      DatabaseProperties.giveTo(made.connection(), shape.owner(), Side.TARGET);
    }
    notes.addAll(made.notes());
    return made.connection();
  }

  private long fill(
      ToolContext context, ConnectionSpec target, ChosenBackup backup, RestoreChoice choice)
      throws IOException {
    int jobs = jobs(backup);
    int together = Math.min(jobs, backup.workers());
    DumpRestore restore = new DumpRestore(context, target, choice, jobs);
    supervision.onStop(restore::cancel);
    AtomicLong done = new AtomicLong();
    LongConsumer progress = more -> tell(Phase.RESTORE, done.addAndGet(more));
    return restore
        .from(backup.archives(), name -> new CountedStream(backup.open(name, together), progress))
        .orThrow();
  }

  /** What could be read by so many can be written by as many, unless other wishes are told. */
  private int jobs(ChosenBackup backup) {
    if (order.jobs() == null) {
      return backup.workers();
    }
    if (order.jobs() > 1 && backup.workers() == 1) {
      notes.add("The dump was made by one worker: its data was restored by one connection.");
    }
    return order.jobs();
  }

  private RestoreResult finish(
      ConnectionSpec target, DatabaseShape shape, boolean owners, long bytes) {
    // the comment is the mark until the last moment
    notes.addAll(
        DatabaseProperties.apply(target, shape.withoutComment(), owners, Side.TARGET).orThrow());
    supervision.throwIfStopped();
    tell(Phase.RENAME, totalBytes);
    return result(finalPlace.take(working, shape.comment(), bytes));
  }

  private RestoreResult result(Finish finish) {
    return new RestoreResult(
        order.backupId(),
        order.targetDatabase(),
        order.swap(),
        finish.previousDatabase(),
        finish.bytes(),
        elapsedMillis(),
        "everything after " + order.snapshotAt(),
        List.copyOf(notes));
  }

  private long elapsedMillis() {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private void tell(Phase phase, long done) {
    supervision.progress(new RestoreProgress(phase, done, totalBytes, elapsedMillis()));
  }
}
