package io.salvaguarda.restore.run;

import io.salvaguarda.access.Failures;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.Side;
import io.salvaguarda.postgres.facts.Difference;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.facts.FactsCollector;
import io.salvaguarda.postgres.facts.FactsComparison;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.restore.DatabaseProperties;
import io.salvaguarda.postgres.restore.DatabaseSwap;
import io.salvaguarda.postgres.restore.LogicalRestore;
import io.salvaguarda.postgres.restore.RestoreOptions;
import io.salvaguarda.postgres.restore.TargetDatabase;
import io.salvaguarda.postgres.restore.TargetInspection;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Manifest;
import io.salvaguarda.repository.VerificationMark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One attempt to restore a backup into a new database. The database in use is touched last and only
 * when that was asked for. What a failed attempt leaves behind bears its mark: see {@link
 * OwnDatabase}.
 */
public final class DatabaseRestore {

  private static final String DUMP = "dump";

  /**
   * Where the work is done.
   *
   * @param server a connection to a database of the target's server that is not restored into
   * @param scratch a folder that unprivileged users can pass but not list
   * @param log gets each redacted line that a tool says, from another thread
   */
  public record Place(
      BackupRepository repository, ConnectionSpec server, Path scratch, Consumer<String> log) {}

  private final RestorePayload order;
  private final Place place;
  private final OwnDatabase own;
  private final Supervision supervision;
  private final List<String> notes = new ArrayList<>();
  private final long start = System.nanoTime();
  private long totalBytes;

  public DatabaseRestore(
      RestorePayload order, Place place, OwnDatabase own, Supervision supervision) {
    this.order = order;
    this.place = place;
    this.own = own;
    this.supervision = supervision;
  }

  /** Blocks until it has ended; can be interrupted. Expected failures are returned. */
  public RestoreOutcome run() throws IOException {
    try {
      return new RestoreOutcome.Restored(restore());
    } catch (RestoreTrouble e) {
      return new RestoreOutcome.Failed(e.failure());
    } catch (PostgresException e) {
      return new RestoreOutcome.Failed(Failures.of(e.failure()));
    } catch (IOException e) {
      return new RestoreOutcome.Failed(Failures.of(e, order.repository()).orElseThrow(() -> e));
    }
  }

  private RestoreResult restore() throws IOException {
    tell(Phase.CHECK, 0);
    BackupId id = BackupId.parse(order.backupId());
    refuseQuarantined(id);
    Manifest manifest = place.repository().manifest(id);
    Facts facts = Facts.fromJson(manifest.facts().facts());
    totalBytes = manifest.stream(DUMP).orElseThrow().summary().plainBytes();
    if (order.swapInto() != null && own.made(order.swapInto())) {
      notes.add("An earlier attempt had put the database into use already.");
      return result(order.swapInto(), own.previousOf(order.swapInto()).orElse(null), totalBytes);
    }
    own.drop(order.targetDatabase());
    TargetInspection inspection = inspect(facts);
    boolean owners = inspection.missingRoles().isEmpty();
    ToolContext context = tools(facts, inspection);
    RestoreOptions options = options(context, manifest, facts, owners);
    supervision.throwIfStopped();
    ConnectionSpec target = create(facts, owners);
    long bytes = fill(context, target, manifest, options);
    if (!order.partial()) {
      compare(target, facts);
    }
    supervision.throwIfStopped();
    return finish(target, facts, owners, bytes);
  }

  /** It may have been found bad since the restore was asked for. */
  private void refuseQuarantined(BackupId id) throws IOException {
    if (place.repository().verification(id).filter(VerificationMark::quarantined).isPresent()) {
      throw new RestoreTrouble(
          ErrorClass.BACKUP_DAMAGED,
          "Backup " + id + " is quarantined: a verification has proven it bad.",
          "Use another verified backup.");
    }
  }

  private TargetInspection inspect(Facts facts) {
    TargetInspection inspection =
        TargetInspection.of(place.server(), order.targetDatabase(), facts.roles()).orThrow();
    if (inspection.exists()) {
      throw new RestoreTrouble(
          ErrorClass.TARGET_EXISTS,
          "There is a database \"" + order.targetDatabase() + "\" already; it was not touched.",
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

  private ToolContext tools(Facts facts, TargetInspection inspection) {
    int major = Math.max(major(facts), inspection.server().major());
    return ToolContext.of(PgTools.forServerMajor(major).orThrow())
        .withScratch(place.scratch())
        .withLog(place.log());
  }

  private static int major(Facts facts) {
    return Integer.parseInt(facts.serverVersion().split("[^0-9]", 2)[0]);
  }

  private RestoreOptions options(
      ToolContext context, Manifest manifest, Facts facts, boolean owners) throws IOException {
    RestoreOptions all = owners ? RestoreOptions.target() : RestoreOptions.target().withoutOwners();
    if (!order.partial()) {
      return all;
    }
    try (InputStream dump = place.repository().open(manifest, DUMP)) {
      ArchiveToc toc = ArchiveToc.read(context, dump).orThrow();
      return all.only(new Selection(facts, order.tables(), order.schemas()).list(toc));
    } catch (IllegalArgumentException e) {
      throw new RestoreTrouble(
          ErrorClass.CONFIGURATION, e.getMessage(), "Name tables and schemas that it holds.");
    }
  }

  private ConnectionSpec create(Facts facts, boolean owners) {
    TargetDatabase made =
        TargetDatabase.create(
                place.server(),
                order.targetDatabase(),
                facts.database(),
                TargetDatabase.LocalePolicy.EXACT,
                Side.TARGET)
            .orThrow();
    own.claim(order.targetDatabase());
    if (owners) {
      // whoever gets tables in schema public must be allowed to have them there
      own.giveTo(order.targetDatabase(), facts.database().owner());
    }
    notes.addAll(made.notes());
    return made.connection();
  }

  private long fill(
      ToolContext context, ConnectionSpec target, Manifest manifest, RestoreOptions options)
      throws IOException {
    LogicalRestore restore = new LogicalRestore(context, target, options);
    supervision.onStop(restore::cancel);
    try (InputStream dump =
        new CountedStream(
            place.repository().open(manifest, DUMP), done -> tell(Phase.RESTORE, done))) {
      return restore.from(dump).orThrow().bytes();
    }
  }

  private void compare(ConnectionSpec target, Facts expected) {
    supervision.throwIfStopped();
    tell(Phase.COMPARE, totalBytes);
    FactsCollector collector =
        FactsCollector.ofCopy(target, Side.TARGET, expected.checksumMethod() != null);
    supervision.onStop(collector::cancel);
    Facts actual = collector.collect().orThrow();
    boolean sameMajor = major(expected) == major(actual);
    List<Difference> bad =
        FactsComparison.compare(expected, actual).stream()
            .filter(difference -> isBad(difference, sameMajor))
            .toList();
    if (!bad.isEmpty()) {
      throw new RestoreTrouble(
          ErrorClass.CONTENT_DIFFERS,
          "The restored database is not what the backup's snapshot held: " + bad,
          "Use another verified backup, and verify this one.");
    }
  }

  /** Roles are the server's, not the database's; other versions count some objects otherwise. */
  private static boolean isBad(Difference difference, boolean sameMajor) {
    return switch (difference.code()) {
      case ROLE_MISSING -> false;
      case OBJECT_COUNT_DIFFERS -> sameMajor;
      default -> difference.code().decisive();
    };
  }

  private RestoreResult finish(ConnectionSpec target, Facts facts, boolean owners, long bytes) {
    notes.addAll(DatabaseProperties.apply(target, facts.database(), owners, Side.TARGET).orThrow());
    // the source's comment has replaced the mark, which is needed up to the very end
    own.claim(order.targetDatabase());
    supervision.throwIfStopped();
    String name = order.targetDatabase();
    String previous = null;
    if (order.swapInto() != null) {
      tell(Phase.SWAP, totalBytes);
      name = order.swapInto();
      previous =
          DatabaseSwap.swap(place.server(), order.targetDatabase(), name, Instant.now())
              .orThrow()
              .previousDatabase()
              .orElse(null);
    }
    String comment = facts.database().comment();
    if (comment != null) {
      own.comment(name, comment);
    }
    return result(name, previous, bytes);
  }

  private RestoreResult result(String database, String previous, long bytes) {
    return new RestoreResult(
        order.backupId(),
        database,
        order.swapInto() != null,
        previous,
        bytes,
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
