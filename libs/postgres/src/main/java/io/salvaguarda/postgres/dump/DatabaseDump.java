package io.salvaguarda.postgres.dump;

import io.salvaguarda.postgres.ArchiveNames;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.restore.ArchiveToc;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One database's dump: one archive, or several that are written at the same time by several
 * pg_dumps through the session's one snapshot. All of them are started at once, so that no table is
 * locked late. Closing kills what still runs.
 */
public final class DatabaseDump implements AutoCloseable {

  /**
   * One archive being written.
   *
   * @param name of {@link ArchiveNames}
   * @param stream to be read to its end by one thread, beside those of the others; throws {@link
   *     DumpFailedException} at its end when pg_dump failed
   */
  public record Archive(String name, InputStream stream) {}

  private final List<LogicalDump> dumps = new ArrayList<>();
  private final List<Archive> archives = new ArrayList<>();
  private final List<ListedStream> listed = new ArrayList<>();

  private DatabaseDump() {}

  /**
   * Starts pg_dump, or that many and one more for the schema.
   *
   * @param workers 1: one archive with everything
   */
  public static Outcome<DatabaseDump> start(
      ToolContext context, SnapshotSession session, int workers) {
    DatabaseDump dump = new DatabaseDump();
    return Outcome.of(
        () -> {
          try {
            if (workers == 1) {
              dump.addWhole(context, session);
            } else {
              dump.addParts(context, session, workers);
            }
            return dump;
          } catch (PostgresException e) {
            dump.close();
            throw e;
          }
        });
  }

  private void addWhole(ToolContext context, SnapshotSession session) {
    LogicalDump whole = LogicalDump.start(context, session).orThrow();
    dumps.add(whole);
    archives.add(new Archive(ArchiveNames.WHOLE, whole.stream()));
  }

  private void addParts(ToolContext context, SnapshotSession session, int workers) {
    List<List<String>> moved = DumpShares.of(session.tableSizes().orThrow(), workers).moved();
    addPart(
        context,
        session,
        ArchiveNames.SCHEMA,
        List.of("--section=pre-data", "--section=post-data"));
    List<String> rest =
        moved.stream()
            .flatMap(List::stream)
            .map(pattern -> "--exclude-table-data=" + pattern)
            .toList();
    addPart(context, session, ArchiveNames.data(1), data(rest.stream()));
    for (int i = 0; i < moved.size(); i++) {
      Stream<String> tables = moved.get(i).stream().map(pattern -> "--table=" + pattern);
      addPart(
          context,
          session,
          ArchiveNames.data(i + 2),
          data(Stream.concat(Stream.of("--strict-names"), tables)));
    }
  }

  private static List<String> data(Stream<String> choice) {
    return Stream.concat(Stream.of("--section=data"), choice).toList();
  }

  private void addPart(
      ToolContext context, SnapshotSession session, String name, List<String> arguments) {
    LogicalDump part = LogicalDump.start(context, session, arguments).orThrow();
    dumps.add(part);
    ListedStream stream = new ListedStream(part.stream(), context);
    listed.add(stream);
    archives.add(new Archive(name, stream));
  }

  /** The schema comes first where there are several. */
  public List<Archive> archives() {
    return List.copyOf(archives);
  }

  /**
   * To be called when all archives have been read to their ends: several must hold together what
   * one would. A pattern that fitted another table than it should would show here.
   *
   * @throws PostgresException when they do not
   */
  public void requireWhole(Facts facts) {
    if (listed.isEmpty()) {
      return;
    }
    List<ArchiveToc> tocs = listed.stream().map(stream -> stream.toc().orThrow()).toList();
    DumpCoverage.requireWhole(facts, tocs.getFirst(), tocs.subList(1, tocs.size()));
  }

  /** Kills every pg_dump; the streams' readers get failures of the kind {@code CANCELLED}. */
  public void cancel() {
    dumps.forEach(LogicalDump::cancel);
  }

  @Override
  public void close() {
    listed.forEach(ListedStream::close);
    dumps.forEach(LogicalDump::close);
  }
}
