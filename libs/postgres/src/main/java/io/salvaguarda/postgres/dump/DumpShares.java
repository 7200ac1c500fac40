package io.salvaguarda.postgres.dump;

import io.salvaguarda.postgres.session.TableSizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which tables' data each further worker dumps. The first worker has all the rest: small tables,
 * sequences, large objects, what extensions want kept, and tables whose names cannot be said to
 * pg_dump.
 *
 * @param moved a list of {@link TablePattern}s for each further worker; none is empty
 */
record DumpShares(List<List<String>> moved) {

  /** As many patterns as argv takes with ease; smaller tables stay together. */
  private static final int MOST_MOVED = 256;

  private record Candidate(String pattern, long bytes) {}

  DumpShares {
    moved = moved.stream().map(List::copyOf).toList();
  }

  /** The largest table first, each to the worker that has least. */
  static DumpShares of(TableSizes sizes, int workers) {
    List<Candidate> largest =
        sizes.tables().stream()
            .filter(table -> table.bytes() > 0)
            .sorted(
                Comparator.comparingLong(TableSizes.Table::bytes)
                    .reversed()
                    .thenComparing(TableSizes.Table::oid))
            .flatMap(
                table ->
                    TablePattern.of(table.schema(), table.name(), sizes.unicode())
                        .map(pattern -> new Candidate(pattern, table.bytes()))
                        .stream())
            .limit(MOST_MOVED)
            .toList();
    long[] loads = new long[workers];
    loads[0] = total(sizes) - largest.stream().mapToLong(Candidate::bytes).sum();
    List<List<String>> shares = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      shares.add(new ArrayList<>());
    }
    for (Candidate table : largest) {
      int least = least(loads);
      loads[least] += table.bytes();
      shares.get(least).add(table.pattern());
    }
    return new DumpShares(
        shares.subList(1, workers).stream().filter(share -> !share.isEmpty()).toList());
  }

  private static long total(TableSizes sizes) {
    return sizes.largeObjectBytes()
        + sizes.tables().stream().mapToLong(TableSizes.Table::bytes).sum();
  }

  private static int least(long[] loads) {
    int least = 0;
    for (int i = 1; i < loads.length; i++) {
      least = loads[i] < loads[least] ? i : least;
    }
    return least;
  }
}
