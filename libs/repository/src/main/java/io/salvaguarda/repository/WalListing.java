package io.salvaguarda.repository;

import io.salvaguarda.repository.WalKeys.Document;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers from the names of documents alone. */
final class WalListing {

  private static final Comparator<ListedWal> WHOLE_OR_LONGEST_LAST =
      Comparator.comparingInt(file -> file.arrivedBytes().orElse(Integer.MAX_VALUE));

  private final ObjectStore store;
  private final WalKeys names;

  WalListing(ObjectStore store, WalKeys names) {
    this.store = store;
    this.names = names;
  }

  List<ListedWal> files(String systemId) throws IOException {
    Map<WalFile, ListedWal> files = new TreeMap<>();
    for (Document document : documents(names.system(systemId))) {
      ListedWal listed = document.listed();
      files.merge(
          listed.file(),
          listed,
          (one, other) -> WHOLE_OR_LONGEST_LAST.compare(one, other) > 0 ? one : other);
    }
    return List.copyOf(files.values());
  }

  List<String> systemIds() throws IOException {
    return documents(names.root()).stream()
        .map(document -> document.listed().file().systemId())
        .distinct()
        .toList();
  }

  private List<Document> documents(String prefix) throws IOException {
    List<Document> documents =
        store.list(prefix).stream().map(WalKeys::documentOf).flatMap(Optional::stream).toList();
    if (documents.isEmpty()) {
      Presence.requireRepository(store);
    }
    return documents;
  }

  long deleteBefore(String systemId, String firstKept) throws IOException {
    String kept = position(firstKept);
    List<Document> old = new ArrayList<>(documents(names.system(systemId)));
    old.removeIf(
        document ->
            document.listed().file().kind() == WalFile.Kind.HISTORY
                || position(document.listed().file().name()).compareTo(kept) >= 0);
    old.sort(
        Comparator.<Document, String>comparing(d -> position(d.listed().file().name()))
            .thenComparing(Document::key));
    long deleted = 0;
    for (Document document : old) {
      deleted += delete(document) ? 1 : 0;
    }
    return deleted;
  }

  /** Without the timeline; names of one length, so their order is that of positions. */
  private static String position(String name) {
    return name.substring(8, 24);
  }

  private boolean delete(Document document) throws StoreException {
    try {
      store.delete(document.key());
      return true;
    } catch (StoreException.Locked e) {
      return false; // its store keeps it for now
    }
  }
}
