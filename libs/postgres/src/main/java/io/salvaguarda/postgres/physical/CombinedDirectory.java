package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes one data directory of a backup of changes: each level is extracted beside the target, and
 * PostgreSQL's own pg_combinebackup puts them together. A backup of everything is extracted as
 * usual.
 */
public final class CombinedDirectory {
  private static final String TOOL = "pg_combinebackup";
  private static final Pattern OURS =
      Pattern.compile(
          "(?i)permission denied|input/output error|too many open files|out of memory"
              + "|no space left");

  private final ToolContext context;
  private final DataDirectory.Extraction how;
  private final Path parts;

  private CombinedDirectory(ToolContext context, DataDirectory.Extraction how) {
    this.context = context;
    this.how = how;
    Path target = how.target().toAbsolutePath();
    this.parts = target.resolveSibling(target.getFileName() + ".parts");
  }

  /**
   * As {@link DataDirectory#extract}, which see.
   *
   * @param onStop is told how to end it early, from any thread: it then fails
   */
  public static Outcome<DataDirectory> extract(
      ToolContext context,
      DataDirectory.Extraction how,
      Collection<String> names,
      Archives archives,
      Consumer<Runnable> onStop)
      throws IOException {
    if (ArchiveLevels.of(names) == 1) {
      return DataDirectory.extract(how, names, archives);
    }
    try {
      return Outcome.done(new CombinedDirectory(context, how).run(names, archives, onStop));
    } catch (Refused refused) {
      return Outcome.failed(refused.failure());
    } catch (PostgresException e) {
      return Outcome.failed(e.failure());
    }
  }

  private DataDirectory run(Collection<String> names, Archives archives, Consumer<Runnable> onStop)
      throws IOException {
    List<DataDirectory> oldestFirst = new ArrayList<>();
    for (int level = ArchiveLevels.of(names) - 1; level >= 0; level--) {
      oldestFirst.add(level(level, names, archives));
    }
    DataDirectory newest = oldestFirst.getLast();
    FreshTree.in(how.target(), how.owner(), Optional.empty());
    Map<Long, Path> places = new TreeMap<>();
    for (long oid : newest.tablespaces().keySet()) {
      places.put(oid, how.mapping().placeOf(oid));
      FreshTree.in(places.get(oid), how.owner(), Optional.empty());
    }
    combine(oldestFirst, places, onStop);
    JobFolder.wipe(parts);
    return new DataDirectory(how.target(), places, how.owner());
  }

  private DataDirectory level(int level, Collection<String> names, Archives archives)
      throws IOException {
    Path folder = parts.resolve(String.valueOf(level));
    DataDirectory.Extraction extraction =
        new DataDirectory.Extraction(
            folder.resolve("data"),
            TablespaceMapping.below(folder.resolve("tablespaces")),
            how.owner(),
            false,
            how.progress());
    Archives own = name -> archives.open(ArchiveLevels.named(level, name));
    return new Extractor(extraction, ArchiveLevels.at(level, names), own).run();
  }

  private void combine(
      List<DataDirectory> oldestFirst, Map<Long, Path> places, Consumer<Runnable> onStop)
      throws Refused {
    DataDirectory newest = oldestFirst.getLast();
    List<String> arguments = new ArrayList<>();
    arguments.add("--output=" + how.target().toAbsolutePath());
    if (!how.durable()) {
      arguments.add("--no-sync");
    }
    places.forEach(
        (oid, place) ->
            arguments.add("--tablespace-mapping=" + newest.tablespaces().get(oid) + "=" + place));
    oldestFirst.forEach(part -> arguments.add(part.spelled()));
    DirectoryTool.Ended ended = DirectoryTool.run(context, newest, TOOL, arguments, onStop);
    if (ended.exit() != 0) {
      if (ended.lines().isEmpty()
          || ended.lines().stream().anyMatch(line -> OURS.matcher(line).find())) {
        throw new PostgresException(DirectoryTool.failed(TOOL, ended.lines()));
      }
      throw Refused.damaged(ended.lines().getLast());
    }
  }
}
