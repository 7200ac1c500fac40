package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.Manifest.BackedUpStream;
import io.salvaguarda.repository.chunk.ChunkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A manifest as JSON. */
final class ManifestDocument {

  static final int FORMAT = 1;

  /** No manifest is longer, in bytes: about 7 TiB of streams. */
  static final int LIMIT = 256 * 1024 * 1024;

  private ManifestDocument() {}

  static ObjectNode toJson(Manifest manifest) {
    BackupFacts facts = manifest.facts();
    ObjectNode json = SealedJson.JSON.createObjectNode();
    json.put("format", FORMAT)
        .put("id", manifest.id().toString())
        .put("plan", facts.plan())
        .put("jobId", facts.jobId())
        .put("attempt", facts.attempt())
        .put("startedAt", facts.startedAt().toString())
        .put("snapshotAt", facts.snapshotAt().toString())
        .put("completedAt", manifest.completedAt().toString())
        .put("root", manifest.root());
    json.set("server", facts.server());
    json.set("tools", facts.tools());
    json.set("facts", facts.facts());
    ArrayNode rewritten = json.putArray("rewritten");
    manifest.rewritten().forEach(id -> rewritten.add(id.toString()));
    ArrayNode streams = json.putArray("streams");
    manifest.streams().forEach(stream -> add(streams.addObject(), stream));
    return json;
  }

  static Manifest fromJson(BackupId id, JsonNode json) throws RepositoryException {
    int format = json.path("format").asInt();
    if (format != FORMAT) {
      throw new RepositoryException.UnsupportedFormat(
          "manifest format " + format + "; this version reads format " + FORMAT);
    }
    Manifest manifest = read(id, json);
    if (!manifest.id().equals(id) || !manifest.root().equals(RootHash.of(manifest.streams()))) {
      throw new RepositoryException.Damaged(id.manifestKey(), "id or root hash differs");
    }
    return manifest;
  }

  private static Manifest read(BackupId id, JsonNode json) throws RepositoryException.Damaged {
    try {
      BackupFacts facts =
          new BackupFacts(
              json.required("plan").textValue(),
              json.required("jobId").textValue(),
              json.required("attempt").intValue(),
              Instant.parse(json.required("startedAt").textValue()),
              Instant.parse(json.required("snapshotAt").textValue()),
              json.required("server"),
              json.required("tools"),
              json.required("facts"));
      List<BackedUpStream> streams = new ArrayList<>();
      json.required("streams").forEach(stream -> streams.add(stream(stream)));
      List<BackupId> rewritten = new ArrayList<>();
      json.required("rewritten").forEach(r -> rewritten.add(BackupId.parse(r.textValue())));
      return new Manifest(
          BackupId.parse(json.required("id").textValue()),
          facts,
          Instant.parse(json.required("completedAt").textValue()),
          streams,
          rewritten,
          json.required("root").textValue());
    } catch (RuntimeException e) {
      throw new RepositoryException.Damaged(
          id.manifestKey(), "field missing or of another shape: " + e.getMessage());
    }
  }

  private static void add(ObjectNode json, BackedUpStream stream) {
    StreamSummary summary = stream.summary();
    json.put("name", summary.name())
        .put("plainBytes", summary.plainBytes())
        .put("storedBytes", summary.storedBytes())
        .put("newBytes", summary.newBytes())
        .put("newChunks", summary.newChunks());
    ArrayNode chunks = json.putArray("chunks");
    stream.chunks().forEach(id -> chunks.add(id.hex()));
  }

  private static BackedUpStream stream(JsonNode json) {
    List<ChunkId> chunks = new ArrayList<>();
    json.required("chunks").forEach(id -> chunks.add(ChunkId.parse(id.textValue())));
    StreamSummary summary =
        new StreamSummary(
            json.required("name").textValue(),
            json.required("plainBytes").longValue(),
            json.required("storedBytes").longValue(),
            json.required("newBytes").longValue(),
            chunks.size(),
            json.required("newChunks").longValue());
    return new BackedUpStream(summary, chunks);
  }
}
