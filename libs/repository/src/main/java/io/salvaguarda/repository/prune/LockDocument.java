package io.salvaguarda.repository.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.chunk.ChunkId;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One state of the lock.
 *
 * @param holder a random name; empty when the lock is free
 * @param sweeping the chunks that the holder may be deleting right now
 */
record LockDocument(Optional<String> holder, Set<ChunkId> sweeping) {

  static final LockDocument FREE = new LockDocument(Optional.empty(), Set.of());
  private static final int FORMAT = 1;

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("holder", holder.orElse(null));
    ArrayNode list = json.putArray("sweeping");
    sweeping.forEach(id -> list.add(id.hex()));
    return json;
  }

  static LockDocument fromJson(JsonNode json) throws IOException {
    if (json.path("format").asInt() != FORMAT) {
      throw new IOException("the lock of a newer version's prune");
    }
    try {
      Set<ChunkId> sweeping = new HashSet<>();
      json.required("sweeping").forEach(id -> sweeping.add(ChunkId.parse(id.textValue())));
      return new LockDocument(
          Optional.ofNullable(json.required("holder").textValue()), Set.copyOf(sweeping));
    } catch (RuntimeException e) {
      throw new IOException("the lock of prune: field missing or of another shape", e);
    }
  }
}
