package io.salvaguarda.repository;

import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;

/**
 * Tells "that object is gone" from "the whole repository is not there", as when a disk is not
 * mounted: the latter is an outage and not a thousand missing chunks.
 */
final class Presence {

  private Presence() {}

  static void requireRepository(ObjectStore store) throws StoreException {
    if (store.stat(RepositoryDocument.KEY).isEmpty()) {
      throw new StoreException.Unavailable(
          "the store holds no repository.json any more: is its disk mounted, its bucket the right one?");
    }
  }
}
