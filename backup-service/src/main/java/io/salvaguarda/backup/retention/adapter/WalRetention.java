package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.backup.catalog.WalRange;
import io.salvaguarda.backup.catalog.adapter.Catalog;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.repository.WalArchive;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Deletes from the archived log what lies before every physical backup that is there, held and
 * quarantined ones among them. Without any backup of a cluster all of its log stays. Blocks.
 */
@ApplicationScoped
class WalRetention {

  private static final Logger LOG = Logger.getLogger(WalRetention.class);

  private final Transactions transactions;
  private final Catalog catalog;
  private final Repositories repositories;

  WalRetention(Transactions transactions, Catalog catalog, Repositories repositories) {
    this.transactions = transactions;
    this.catalog = catalog;
    this.repositories = repositories;
  }

  void deleteUnneeded(PostgresSource source) throws IOException {
    String repository = source.repository();
    Map<String, List<WalRange>> clusters =
        transactions.await(session -> catalog.walRanges(session, source.id(), repository)).stream()
            .collect(Collectors.groupingBy(WalRange::systemId));
    if (clusters.isEmpty()) {
      return;
    }
    try (WalArchive archive = repositories.existing(repository).wal(source.id())) {
      for (Map.Entry<String, List<WalRange>> cluster : clusters.entrySet()) {
        String firstKept = WalRange.oldest(cluster.getValue()).orElseThrow().firstSegment();
        long deleted = archive.deleteBefore(cluster.getKey(), firstKept);
        LOG.infof(
            "event=wal.expired source=%s cluster=%s firstKept=%s deleted=%d",
            source.id(), cluster.getKey(), firstKept, deleted);
      }
    }
  }
}
