package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.config.PostgresSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Puts together what is known of a log. */
@ApplicationScoped
class WalViews {

  private final WalRows rows;

  WalViews(WalRows rows) {
    this.rows = rows;
  }

  Uni<WalView> of(Mutiny.Session session, PostgresSource source) {
    return rows.noted(session, source.id())
        .chain(
            noted ->
                rows.troubles(session, source.id())
                    .map(troubles -> WalView.of(source, noted, troubles)));
  }
}
