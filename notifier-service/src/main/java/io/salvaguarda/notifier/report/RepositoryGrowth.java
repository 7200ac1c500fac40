package io.salvaguarda.notifier.report;

import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.history.EntryKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The size of a repository over time: what the last prune counted, and what backups and copies have
 * added since. Before the first prune that is known, only what was added.
 */
public final class RepositoryGrowth {

  private RepositoryGrowth() {}

  /**
   * The oldest first.
   *
   * @param history of any repository, in any order
   */
  public static List<Series.Point> of(String repository, Collection<Entry> history) {
    List<Series.Point> points = new ArrayList<>();
    double size = 0;
    for (Entry entry :
        history.stream()
            .filter(each -> repository.equals(each.repository()) && each.succeeded())
            .filter(each -> each.repositoryBytes() != null || adds(each))
            .sorted(Comparator.comparing(Entry::endedAt))
            .toList()) {
      size = entry.repositoryBytes() != null ? entry.repositoryBytes() : size + entry.storedBytes();
      points.add(new Series.Point(entry.endedAt(), size));
    }
    return points;
  }

  private static boolean adds(Entry entry) {
    return entry.storedBytes() != null
        && (entry.kind() == EntryKind.BACKUP || entry.kind() == EntryKind.COPY);
  }
}
