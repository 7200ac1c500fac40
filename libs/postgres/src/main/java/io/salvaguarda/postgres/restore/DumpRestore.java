package io.salvaguarda.postgres.restore;

import io.salvaguarda.postgres.ArchiveNames;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.restore.RestoreOptions.Section;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.Together;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Restores a dump into an existing database. One archive comes from a stream, and by one
 * connection; of several, first what tables need, then the data, several archives at once, then
 * indexes and constraints, several at once. To be run once.
 */
public final class DumpRestore {

  /** Where the archives' bytes are. */
  public interface Archives {
    /** The caller closes it. */
    InputStream open(String archive) throws IOException;
  }

  private final ToolContext context;
  private final ConnectionSpec database;
  private final RestoreChoice choice;
  private final int jobs;
  private final Queue<LogicalRestore> running = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean cancelled;

  /**
   * @param jobs connections at once, at most
   */
  public DumpRestore(ToolContext context, ConnectionSpec database, RestoreChoice choice, int jobs) {
    this.context = context;
    this.database = database;
    this.choice = choice;
    this.jobs = jobs;
  }

  /**
   * @param names of the archives, others among them are ignored
   * @return the bytes that were read
   * @throws IOException what an archive's stream threw, or the scratch folder
   */
  public Outcome<Long> from(Collection<String> names, Archives archives) throws IOException {
    try {
      if (names.contains(ArchiveNames.WHOLE)) {
        fill(ArchiveNames.WHOLE, choice.options(ArchiveNames.WHOLE), archives);
      } else {
        inSections(choice.wanted(ArchiveNames.dataAmong(List.copyOf(names))), archives);
      }
      return Outcome.done(bytes.get());
    } catch (PostgresException e) {
      return Outcome.failed(e.failure());
    }
  }

  private void inSections(List<String> data, Archives archives) throws IOException {
    try (JobFolder folder = JobFolder.create(context.scratch(), "schema", context.user())) {
      Path schema = spooled(folder, archives);
      fromFile(schema, Section.PRE_DATA, 1);
      List<Together.Task> tasks =
          data.stream()
              .<Together.Task>map(
                  name -> () -> fill(name, choice.options(name).only(Section.DATA), archives))
              .toList();
      Together.run("restore-data", jobs, tasks, this::cancel);
      fromFile(schema, Section.POST_DATA, jobs);
    }
  }

  /** A pipe would do for one connection only. */
  private Path spooled(JobFolder folder, Archives archives) throws IOException {
    try (InputStream schema = archives.open(ArchiveNames.SCHEMA)) {
      Path file = folder.write(ArchiveNames.SCHEMA, schema);
      bytes.addAndGet(file.toFile().length());
      return file;
    }
  }

  private void fromFile(Path schema, Section section, int connections) {
    LogicalRestore restore = begun(choice.options(ArchiveNames.SCHEMA).only(section));
    restore.from(schema, connections).orThrow();
    running.remove(restore);
  }

  private void fill(String name, RestoreOptions options, Archives archives) throws IOException {
    LogicalRestore restore = begun(options);
    try (InputStream archive = archives.open(name)) {
      bytes.addAndGet(restore.from(archive).orThrow().bytes());
    }
    running.remove(restore);
  }

  private LogicalRestore begun(RestoreOptions options) {
    LogicalRestore restore = new LogicalRestore(context, database, options);
    running.add(restore);
    if (cancelled) { // it may have come before this one could be seen
      restore.cancel();
    }
    return restore;
  }

  /** Kills what runs and is yet to run; the restoring thread gets {@code CANCELLED}. */
  public void cancel() {
    cancelled = true;
    running.forEach(LogicalRestore::cancel);
  }
}
