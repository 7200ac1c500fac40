package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.repository.WalArchive;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The sources' archives, each opened at its first use and kept open: what it knows saves asking.
 */
@ApplicationScoped
class WalArchives {

  private final Repositories repositories;
  private final Map<String, WalArchive> open = new HashMap<>();

  WalArchives(Repositories repositories) {
    this.repositories = repositories;
  }

  /**
   * @throws IOException as {@link Repositories#get}
   */
  WalArchive of(PostgresSource source) throws IOException {
    synchronized (open) {
      WalArchive archive = open.get(source.id());
      if (archive != null) {
        return archive;
      }
    }
    WalArchive opened = repositories.get(source.repository()).wal(source.id());
    synchronized (open) {
      WalArchive first = open.putIfAbsent(source.id(), opened);
      if (first == null) {
        return opened;
      }
      opened.close();
      return first;
    }
  }

  @PreDestroy
  void close() {
    synchronized (open) {
      open.values().forEach(WalArchive::close);
      open.clear();
    }
  }
}
