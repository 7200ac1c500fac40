package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.chunk.ChunkFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * What repository.json says.
 *
 * @param keyCheck 32 bytes that only the right master key yields
 * @param json all of it, so that what a newer version wrote stays when recipients change
 */
record RepositoryDocument(
    UUID id,
    Instant createdAt,
    int zstdLevel,
    byte[] keyCheck,
    List<RecipientEntry> recipients,
    ObjectNode json) {

  static final String KEY = "repository.json";
  static final int FORMAT = 1;

  /** No repository.json is longer, in bytes. */
  static final int LIMIT = 1024 * 1024;

  static RepositoryDocument create(
      UUID id, int zstdLevel, byte[] keyCheck, List<RecipientEntry> recipients) {
    Instant now = RecipientEntry.now();
    ObjectNode json = SealedJson.JSON.createObjectNode();
    json.put("format", FORMAT).put("id", id.toString()).put("createdAt", now.toString());
    json.putObject("chunking")
        .put("algorithm", "fastcdc")
        .put("minimum", ChunkFormat.MINIMUM)
        .put("average", ChunkFormat.AVERAGE)
        .put("maximum", ChunkFormat.MAXIMUM);
    json.putObject("compression").put("algorithm", "zstd").put("level", zstdLevel);
    json.put("keyCheck", HexFormat.of().formatHex(keyCheck));
    return new RepositoryDocument(id, now, zstdLevel, keyCheck, List.of(), json).with(recipients);
  }

  /** The same repository with other recipients. */
  RepositoryDocument with(List<RecipientEntry> others) {
    ObjectNode changed = json.deepCopy();
    ArrayNode list = changed.putArray("recipients");
    others.forEach(entry -> list.add(entry.json()));
    return new RepositoryDocument(id, createdAt, zstdLevel, keyCheck, List.copyOf(others), changed);
  }

  List<RecipientInfo> infos() {
    return recipients.stream().map(RecipientEntry::info).toList();
  }

  static RepositoryDocument fromJson(JsonNode json) throws RepositoryException {
    int format = json.path("format").asInt();
    if (format != FORMAT) {
      throw new RepositoryException.UnsupportedFormat(
          "repository format " + format + "; this version reads format " + FORMAT);
    }
    try {
      Instant createdAt = Instant.parse(json.required("createdAt").textValue());
      List<RecipientEntry> recipients = new ArrayList<>();
      for (JsonNode recipient : json.required("recipients")) {
        recipients.add(RecipientEntry.read((ObjectNode) recipient, createdAt));
      }
      return new RepositoryDocument(
          UUID.fromString(json.required("id").textValue()),
          createdAt,
          json.required("compression").required("level").intValue(),
          HexFormat.of().parseHex(json.required("keyCheck").textValue()),
          List.copyOf(recipients),
          (ObjectNode) json);
    } catch (RuntimeException e) {
      throw new RepositoryException.Damaged(KEY, "field missing or of another shape");
    }
  }
}
