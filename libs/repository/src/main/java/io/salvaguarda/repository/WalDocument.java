package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.chunk.ChunkId;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.wal.StoredWal;
import io.salvaguarda.repository.wal.WalFile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The document of an archived file, or of what has arrived of a segment.
 *
 * @param plainBytes of the chunks
 * @param storedBytes of those objects that were put for it
 * @param fileBytes size of the whole file
 */
record WalDocument(
    long plainBytes, long storedBytes, long fileBytes, Instant storedAt, List<ChunkId> chunks) {

  private static final int FORMAT = 1;

  /** None is longer, in bytes. */
  static final int LIMIT = 1024 * 1024;

  WalDocument {
    chunks = List.copyOf(chunks);
  }

  ByteBuffer seal(String key, SubKeys keys) {
    ObjectNode json = SealedJson.JSON.createObjectNode();
    json.put("format", FORMAT)
        .put("plainBytes", plainBytes)
        .put("storedBytes", storedBytes)
        .put("fileBytes", fileBytes)
        .put("storedAt", storedAt.toString());
    ArrayNode ids = json.putArray("chunks");
    chunks.forEach(id -> ids.add(id.hex()));
    return SealedJson.seal(key, json, keys.document());
  }

  /**
   * @throws StoreException.NotFound when there is none
   * @throws RepositoryException.Damaged when it is not what was written
   */
  static WalDocument read(ObjectStore store, String key, SubKeys keys)
      throws StoreException, RepositoryException {
    JsonNode json = SealedJson.open(key, store.get(key, LIMIT), keys.document());
    int format = json.path("format").asInt();
    if (format != FORMAT) {
      throw new RepositoryException.UnsupportedFormat(key + " has format " + format);
    }
    try {
      List<ChunkId> chunks = new ArrayList<>();
      json.required("chunks").forEach(id -> chunks.add(ChunkId.parse(id.textValue())));
      return new WalDocument(
          json.required("plainBytes").longValue(),
          json.required("storedBytes").longValue(),
          json.required("fileBytes").longValue(),
          Instant.parse(json.required("storedAt").textValue()),
          chunks);
    } catch (RuntimeException e) {
      throw new RepositoryException.Damaged(
          key, "field missing or of another shape: " + e.getMessage());
    }
  }

  boolean isWhole() {
    return plainBytes == fileBytes;
  }

  boolean hasSameBytes(WalDocument other) {
    return plainBytes == other.plainBytes && chunks.equals(other.chunks);
  }

  StoredWal of(WalFile file, boolean partial) {
    return new StoredWal(file, plainBytes, storedBytes, storedAt, partial);
  }
}
