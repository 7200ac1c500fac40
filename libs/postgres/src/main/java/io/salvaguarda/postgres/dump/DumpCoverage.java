package io.salvaguarda.postgres.dump;

import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.facts.Facts;
import io.salvaguarda.postgres.restore.ArchiveToc;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether several archives together are one database: each table is there, its data once. */
final class DumpCoverage {

  private DumpCoverage() {}

  /**
   * @param schema the table of contents of all but the data
   * @param data those of the workers
   * @throws PostgresException when a table is missing, or its data is missing or there twice
   */
  static void requireWhole(Facts facts, ArchiveToc schema, Collection<ArchiveToc> data) {
    Set<Long> defined = oids(Stream.of(schema), "TABLE").keySet();
    Map<Long, Long> filled = oids(data.stream(), "TABLE DATA");
    refuse("does not define", facts, table -> !defined.contains(table.oid()));
    refuse("lacks the data of", facts, table -> !filled.containsKey(table.oid()));
    refuse("has twice the data of", facts, table -> filled.get(table.oid()) > 1);
  }

  private static Map<Long, Long> oids(Stream<ArchiveToc> tocs, String kind) {
    return tocs.flatMap(toc -> toc.entries().stream())
        .filter(entry -> entry.kind().equals(kind))
        .map(ArchiveToc.Entry::oid)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static void refuse(String what, Facts facts, Predicate<Facts.Table> bad) {
    List<String> tables =
        facts.tables().stream()
            .filter(bad)
            .map(table -> table.schema() + "." + table.name())
            .toList();
    if (!tables.isEmpty()) {
      throw new PostgresException(
          PostgresFailure.retryable(
              PostgresError.DUMP_FAILED,
              "the dump %s %d of %d tables, %s first"
                  .formatted(what, tables.size(), facts.tables().size(), tables.getFirst()),
              "Nothing was published. Let the plan's dump have one worker if it repeats."));
    }
  }
}
