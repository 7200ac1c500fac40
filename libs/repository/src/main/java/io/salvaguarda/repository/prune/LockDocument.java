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
 * What prune/lock.json says.
 *
 * @param holder a random name; empty when the lock is free
 * @param sequence one more with each change, so that no two states of the lock are the same bytes
 * @param sweeping the chunks that the holder may be deleting right now
 */
record LockDocument(Optional<String> holder, long sequence, Set<ChunkId> sweeping) {

  static final String KEY = "prune/lock.json";
  static final int LIMIT = 1024 * 1024;
  private static final int FORMAT = 1;

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("sequence", sequence);
    json.put("holder", holder.orElse(null));
    ArrayNode list = json.putArray("sweeping");
    sweeping.forEach(id -> list.add(id.hex()));
    return json;
  }

  LockDocument freed() {
    return new LockDocument(Optional.empty(), sequence + 1, Set.of());
  }

  static LockDocument fromJson(JsonNode json) throws IOException {
    if (json.path("format").asInt() != FORMAT) {
      throw new IOException(KEY + " was written by a newer version");
    }
    try {
      Set<ChunkId> sweeping = new HashSet<>();
      json.required("sweeping").forEach(id -> sweeping.add(ChunkId.parse(id.textValue())));
      return new LockDocument(
          Optional.ofNullable(json.required("holder").textValue()),
          json.required("sequence").longValue(),
          sweeping);
    } catch (RuntimeException e) {
      throw new IOException(KEY + ": field missing or of another shape", e);
    }
  }
}
