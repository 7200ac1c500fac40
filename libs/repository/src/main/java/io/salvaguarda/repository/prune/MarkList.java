package io.salvaguarda.repository.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.chunk.ChunkId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The chunks that one prune saw unreferenced. Written once; removed when each of them is deleted or
 * spared.
 *
 * @param objectKey where it is kept
 * @param publishedAt when it was put, by the store's clock
 * @param writtenAt the same by its writer's clock
 */
record MarkList(
    String objectKey, Instant publishedAt, Instant writtenAt, List<MarkedChunk> chunks) {

  private static final int FORMAT = 1;

  /**
   * How long it has been published for certain: a clock that was set forward must not make it older
   * than it is, so the one that says less counts.
   */
  Duration age(Instant storeNow, Instant machineNow) {
    Duration byStore = Duration.between(publishedAt, storeNow);
    Duration byMachine = Duration.between(writtenAt, machineNow);
    return byStore.compareTo(byMachine) < 0 ? byStore : byMachine;
  }

  static void write(ObjectNode json, Instant writtenAt, List<MarkedChunk> chunks) {
    json.put("format", FORMAT).put("writtenAt", writtenAt.toString());
    ArrayNode list = json.putArray("chunks");
    for (MarkedChunk chunk : chunks) {
      list.addObject()
          .put("id", chunk.id().hex())
          .put("bytes", chunk.bytes())
          .put("modified", chunk.modified().toString());
    }
  }

  static MarkList read(String objectKey, Instant publishedAt, JsonNode json) throws IOException {
    if (json.path("format").asInt() != FORMAT) {
      throw new IOException(objectKey + " was written by a newer version");
    }
    try {
      List<MarkedChunk> chunks = new ArrayList<>();
      for (JsonNode chunk : json.required("chunks")) {
        chunks.add(
            new MarkedChunk(
                ChunkId.parse(chunk.required("id").textValue()),
                chunk.required("bytes").longValue(),
                Instant.parse(chunk.required("modified").textValue())));
      }
      Instant writtenAt = Instant.parse(json.required("writtenAt").textValue());
      return new MarkList(objectKey, publishedAt, writtenAt, chunks);
    } catch (RuntimeException e) {
      throw new IOException(objectKey + ": field missing or of another shape", e);
    }
  }
}
