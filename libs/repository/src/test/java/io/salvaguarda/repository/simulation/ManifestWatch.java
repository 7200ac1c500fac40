package io.salvaguarda.repository.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Knows which chunks the manifests and documents of WAL in a store name, and raises the alarm when
 * one is not there.
 */
final class ManifestWatch {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Set<String>> needed = new HashMap<>();

  void put(String key, byte[] bytes, Collection<String> stored) {
    if (!isDocument(key)) {
      return;
    }
    Set<String> chunks = chunksOf(bytes);
    needed.put(key, chunks);
    for (String chunk : chunks) {
      if (!stored.contains(chunk)) {
        throw new ChunkLost(key + " was published without " + chunk);
      }
    }
  }

  static boolean isDocument(String key) {
    boolean wal = key.startsWith("wal/") && !key.endsWith("/cluster.json");
    return wal || key.endsWith("/manifest.json");
  }

  void deleted(String key) {
    needed.remove(key);
    needed.forEach(
        (manifest, chunks) -> {
          if (chunks.contains(key)) {
            throw new ChunkLost(key + " was deleted, and " + manifest + " needs it");
          }
        });
  }

  private static Set<String> chunksOf(byte[] manifest) {
    try {
      Set<String> keys = new HashSet<>();
      for (JsonNode chunks : JSON.readTree(manifest).findValues("chunks")) {
        for (JsonNode id : chunks) {
          keys.add("chunks/" + id.asText().substring(0, 2) + "/" + id.asText());
        }
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What must never happen. */
  static final class ChunkLost extends AssertionError {
    private static final long serialVersionUID = 1;

    ChunkLost(String message) {
      super(message);
    }
  }
}
