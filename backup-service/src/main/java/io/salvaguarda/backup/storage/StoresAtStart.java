package io.salvaguarda.backup.storage;

import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.repository.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Probes the stores when the service starts, so that one that is no safe place is told by day and
 * not by the backup at night, which it would fail. Waits for none: a store may be away.
 */
@ApplicationScoped
class StoresAtStart {

  private static final Logger LOG = Logger.getLogger(StoresAtStart.class);

  private final Repositories repositories;

  StoresAtStart(Repositories repositories) {
    this.repositories = repositories;
  }

  void probe(@Observes StartupEvent started) {
    for (String name : repositories.names()) {
      Thread.ofPlatform().daemon().name("probe-" + name).start(() -> probe(name));
    }
  }

  private void probe(String repository) {
    try {
      repositories.requireFit(repository);
    } catch (StoreException.Unfit e) {
      LOG.errorf("event=store.unfit repository=%s cause=\"%s\"", repository, e.getMessage());
    } catch (StoreException e) {
      LOG.warnf("event=store.not_probed repository=%s cause=\"%s\"", repository, e.getMessage());
    }
  }
}
