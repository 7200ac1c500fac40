package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.backup.catalog.adapter.Catalog;
import io.salvaguarda.backup.retention.NeededWal;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.kit.db.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** What of the archived logs is needed, by the catalog. Blocks: not for event loops. */
@ApplicationScoped
public class WalNeeds {

  private final SuiteConfig config;
  private final Transactions transactions;
  private final Catalog catalog;

  WalNeeds(SuiteConfig config, Transactions transactions, Catalog catalog) {
    this.config = config;
    this.transactions = transactions;
    this.catalog = catalog;
  }

  /** By the configured sources that are kept in the repository. */
  public Map<String, NeededWal> in(String repository) {
    Map<String, NeededWal> needed = new HashMap<>();
    for (PostgresSource source : config.sources().values()) {
      if (source.repository().equals(repository)) {
        needed.put(source.id(), of(source));
      }
    }
    return needed;
  }

  NeededWal of(PostgresSource source) {
    return NeededWal.by(
        transactions.await(
            session -> catalog.walRanges(session, source.id(), source.repository())));
  }
}
