package io.salvaguarda.notifier.report.adapter;

import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.config.S3RepositoryConfig;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.history.Entry;
import io.salvaguarda.notifier.report.RepositoryGrowth;
import io.salvaguarda.notifier.report.Series;
import io.salvaguarda.notifier.report.StorageOutlook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What repositories and volumes hold and when they will be full; on a thread that may block. */
@ApplicationScoped
class StorageBooks {

  private static final Duration LOOK_BACK = Duration.ofDays(91);

  private final SuiteConfig config;
  private final Transactions transactions;
  private final VolumeSizes volumes;

  StorageBooks(SuiteConfig config, Transactions transactions, VolumeSizes volumes) {
    this.config = config;
    this.transactions = transactions;
    this.volumes = volumes;
  }

  /** Repositories first; those of which nothing is known are left out. */
  List<StorageOutlook> outlooks(Collection<Entry> history, Instant now) {
    List<StorageOutlook> all = new ArrayList<>();
    for (RepositoryConfig repository : config.repositories().values()) {
      List<Series.Point> points = RepositoryGrowth.of(repository.name(), history);
      if (!points.isEmpty()) {
        all.add(
            StorageOutlook.of(
                repository.name(), StorageOutlook.Sort.REPOSITORY, quota(repository), points, now));
      }
    }
    measured(now).values().stream().map(rows -> volume(rows, now)).forEach(all::add);
    return all;
  }

  static Optional<Long> quota(RepositoryConfig repository) {
    return repository instanceof S3RepositoryConfig s3 ? s3.quota() : Optional.empty();
  }

  private Map<String, List<VolumeSizeRow>> measured(Instant now) {
    return transactions.await(session -> volumes.since(session, now.minus(LOOK_BACK))).stream()
        .collect(
            Collectors.groupingBy(
                row -> row.service + ": " + row.volume, LinkedHashMap::new, Collectors.toList()));
  }

  private static StorageOutlook volume(List<VolumeSizeRow> rows, Instant now) {
    VolumeSizeRow last = rows.getLast();
    return StorageOutlook.of(
        last.service + ": " + last.volume,
        StorageOutlook.Sort.VOLUME,
        Optional.of(last.totalBytes),
        rows.stream()
            .map(row -> new Series.Point(row.observedAt, row.totalBytes - row.freeBytes))
            .toList(),
        now);
  }
}
