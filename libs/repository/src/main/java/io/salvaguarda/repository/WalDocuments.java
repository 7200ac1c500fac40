package io.salvaguarda.repository;

import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Reads the documents of all sources' WAL, several at a time: there may be many. */
final class WalDocuments {

  private static final int REQUESTS = 8;
  private static final int AHEAD = 8 * REQUESTS;

  private final ObjectStore store;
  private final SubKeys keys;

  WalDocuments(ObjectStore store, SubKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /** Called from one thread, in the order of keys. */
  interface Visitor {

    void at(WalKeys.Document document, WalDocument content) throws IOException;

    /**
     * Something below wal/ that cannot be read, or that this version does not know.
     *
     * @param why names the key
     */
    void unreadable(String key, RepositoryException why) throws IOException;
  }

  private record Reading(WalKeys.Document document, Future<Optional<WalDocument>> content) {}

  /** What is deleted meanwhile is left out. */
  void visit(Visitor visitor) throws IOException {
    ExecutorService threads = Workers.fixed("wal-document", REQUESTS);
    Deque<Reading> ahead = new ArrayDeque<>();
    try {
      for (ObjectStat object : store.list(WalKeys.ROOT)) {
        Optional<WalKeys.Document> document = WalKeys.documentOf(object);
        if (document.isPresent()) {
          if (ahead.size() == AHEAD) {
            visit(ahead.poll(), visitor);
          }
          ahead.add(new Reading(document.get(), threads.submit(() -> read(document.get().key()))));
        } else if (!WalKeys.isCluster(object.key())) {
          visitor.unreadable(object.key(), unknown(object.key()));
        }
      }
      while (!ahead.isEmpty()) {
        visit(ahead.poll(), visitor);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static RepositoryException unknown(String key) {
    return new RepositoryException.UnsupportedFormat(
        key + " is below wal/, and this version does not know which chunks it needs");
  }

  private Optional<WalDocument> read(String key) throws IOException {
    try {
      return Optional.of(WalDocument.read(store, key, keys));
    } catch (StoreException.NotFound e) {
      return Optional.empty();
    }
  }

  private static void visit(Reading reading, Visitor visitor) throws IOException {
    Optional<WalDocument> content;
    try {
      content = Workers.await(reading.content());
    } catch (RepositoryException e) {
      visitor.unreadable(reading.document().key(), e);
      return;
    }
    if (content.isPresent()) {
      visitor.at(reading.document(), content.get());
    }
  }
}
