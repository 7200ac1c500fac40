package io.salvaguarda.backup.retention.adapter;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.repository.WalArchive;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import org.jboss.logging.Logger;

/** Deletes from the archived log what lies before every physical backup that is there. Blocks. */
@ApplicationScoped
class WalRetention {

  private static final Logger LOG = Logger.getLogger(WalRetention.class);

  private final WalNeeds needs;
  private final Repositories repositories;

  WalRetention(WalNeeds needs, Repositories repositories) {
    this.needs = needs;
    this.repositories = repositories;
  }

  void deleteUnneeded(PostgresSource source) throws IOException {
    Map<String, String> firstSegments = needs.of(source).firstSegments();
    if (firstSegments.isEmpty()) {
      return;
    }
    try (WalArchive archive = repositories.existing(source.repository()).wal(source.id())) {
      for (Map.Entry<String, String> cluster : firstSegments.entrySet()) {
        String firstKept = cluster.getValue();
        long deleted = archive.deleteBefore(cluster.getKey(), firstKept);
        LOG.infof(
            "event=wal.expired source=%s cluster=%s firstKept=%s deleted=%d",
            source.id(), cluster.getKey(), firstKept, deleted);
      }
    }
  }
}
