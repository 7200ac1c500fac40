package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.Clocks;
import io.salvaguarda.repository.prune.Clocks.Stopwatch;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.WalFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which cluster is archived for a source: the first that was, until another is adopted. Two servers
 * that archive under one name would else both believe that they are safe.
 */
final class WalCluster {

  /** After so long another process's adoption is seen. */
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private static final int LIMIT = 1024 * 1024;
  private static final int TRIES = 10;

  private final ObjectStore store;
  private final SubKeys keys;
  private final Clocks clocks;
  private final String key;
  private Known known;

  private record Known(List<String> systemIds, Stopwatch since) {}

  WalCluster(ObjectStore store, SubKeys keys, Clocks clocks, WalKeys names) {
    this.store = store;
    this.keys = keys;
    this.clocks = clocks;
    this.key = names.cluster();
  }

  /** The one that is archived comes first; empty when none ever was. */
  synchronized List<String> systemIds() throws IOException {
    Stopwatch now = clocks.start();
    List<String> read = read().map(WalCluster::parse).orElse(List.of());
    known = new Known(read, now);
    return read;
  }

  /**
   * @throws RepositoryException.WalForeign when it is not of the cluster that is archived
   */
  synchronized void require(WalFile file) throws IOException {
    if (known != null && isFresh(known) && isCurrent(known.systemIds(), file.systemId())) {
      return;
    }
    List<String> now = systemIds();
    if (now.isEmpty()) {
      store.putIfAbsent(key, seal(List.of(file.systemId())));
      now = systemIds();
    }
    if (!isCurrent(now, file.systemId())) {
      throw new RepositoryException.WalForeign(file, now.isEmpty() ? "unknown" : now.getFirst());
    }
  }

  synchronized void adopt(String systemId) throws IOException {
    WalFile.requireSystemId(systemId);
    for (int i = 0; i < TRIES; i++) {
      Optional<byte[]> file = readFile();
      List<String> now = file.isEmpty() ? List.of() : parse(open(file.get()));
      if (isCurrent(now, systemId)) {
        known = null;
        return;
      }
      List<String> next = new ArrayList<>(now);
      next.remove(systemId);
      next.addFirst(systemId);
      if (file.isEmpty()) {
        store.putIfAbsent(key, seal(next));
      } else {
        store.replace(key, file.get(), seal(next));
      }
    }
    throw new StoreException.Unavailable("somebody else keeps changing " + key);
  }

  private boolean isFresh(Known some) {
    return some.since().elapsed().compareTo(BELIEVED) < 0;
  }

  private static boolean isCurrent(List<String> systemIds, String systemId) {
    return !systemIds.isEmpty() && systemIds.getFirst().equals(systemId);
  }

  private Optional<JsonNode> read() throws IOException {
    Optional<byte[]> file = readFile();
    return file.isEmpty() ? Optional.empty() : Optional.of(open(file.get()));
  }

  private JsonNode open(byte[] file) throws RepositoryException.Damaged {
    return SealedJson.open(key, file, keys.document());
  }

  private Optional<byte[]> readFile() throws StoreException {
    try {
      return Optional.of(store.get(key, LIMIT));
    } catch (StoreException.NotFound e) {
      Presence.requireRepository(store);
      return Optional.empty();
    }
  }

  private static List<String> parse(JsonNode json) {
    List<String> ids = new ArrayList<>();
    json.path("systemIds").forEach(id -> ids.add(WalFile.requireSystemId(id.asText())));
    return ids;
  }

  private ByteBuffer seal(List<String> systemIds) {
    ObjectNode json = SealedJson.JSON.createObjectNode().put("format", 1);
    ArrayNode ids = json.putArray("systemIds");
    systemIds.forEach(ids::add);
    return SealedJson.seal(key, json, keys.document());
  }
}
