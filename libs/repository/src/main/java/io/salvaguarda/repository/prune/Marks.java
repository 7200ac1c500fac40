package io.salvaguarda.repository.prune;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The lists of marked chunks that the repository holds. */
final class Marks {

  private static final String FOLDER = "prune/marks/";

  /** Chunks on one list; there may be many lists. */
  private static final int LONGEST = 100_000;

  private static final int LIMIT = 64 * 1024 * 1024;

  private final ObjectStore store;
  private final SealedDocuments documents;

  Marks(ObjectStore store, SealedDocuments documents) {
    this.store = store;
    this.documents = documents;
  }

  List<MarkList> read() throws IOException {
    List<MarkList> lists = new ArrayList<>();
    for (ObjectStat object : store.list(FOLDER)) {
      try {
        byte[] file = store.get(object.key(), LIMIT);
        lists.add(
            MarkList.read(object.key(), object.modified(), documents.open(object.key(), file)));
      } catch (StoreException.NotFound e) {
        continue; // a prune is through with it
      }
    }
    return lists;
  }

  void write(List<MarkedChunk> chunks, Instant writtenAt) throws StoreException {
    for (int from = 0; from < chunks.size(); from += LONGEST) {
      String key = FOLDER + UUID.randomUUID() + ".json";
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      MarkList.write(
          json, writtenAt, chunks.subList(from, Math.min(chunks.size(), from + LONGEST)));
      store.put(key, ByteBuffer.wrap(documents.seal(key, json)));
    }
  }

  /** For a list with whose chunks a prune is through: that stays true, whoever removes it. */
  void remove(MarkList list) throws StoreException {
    store.delete(list.objectKey());
  }
}
