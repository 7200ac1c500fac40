package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.chunk.ChunkFormat;
import io.salvaguarda.repository.key.Argon2Cost;
import io.salvaguarda.repository.key.Recipient;
import io.salvaguarda.repository.key.Recipient.PassphraseRecipient;
import io.salvaguarda.repository.key.Recipient.UnknownRecipient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * What repository.json says.
 *
 * @param keyCheck 32 bytes that only the right master key yields
 */
record RepositoryDocument(
    UUID id, Instant createdAt, int zstdLevel, byte[] keyCheck, List<Recipient> recipients) {

  static final String KEY = "repository.json";
  static final int FORMAT = 1;

  /** No repository.json is longer, in bytes. */
  static final int LIMIT = 1024 * 1024;

  ObjectNode toJson() {
    ObjectNode json = SealedJson.JSON.createObjectNode();
    json.put("format", FORMAT).put("id", id.toString()).put("createdAt", createdAt.toString());
    json.putObject("chunking")
        .put("algorithm", "fastcdc")
        .put("minimum", ChunkFormat.MINIMUM)
        .put("average", ChunkFormat.AVERAGE)
        .put("maximum", ChunkFormat.MAXIMUM);
    json.putObject("compression").put("algorithm", "zstd").put("level", zstdLevel);
    json.put("keyCheck", hex(keyCheck));
    ArrayNode list = json.putArray("recipients");
    for (Recipient recipient : recipients) {
      switch (recipient) {
        case PassphraseRecipient p -> add(list.addObject(), p);
        case UnknownRecipient u -> throw new IllegalStateException("cannot write " + u);
      }
    }
    return json;
  }

  static RepositoryDocument fromJson(JsonNode json) throws RepositoryException {
    int format = json.path("format").asInt();
    if (format != FORMAT) {
      throw new RepositoryException.UnsupportedFormat(
          "repository format " + format + "; this version reads format " + FORMAT);
    }
    try {
      List<Recipient> recipients = new ArrayList<>();
      for (JsonNode recipient : json.required("recipients")) {
        recipients.add(recipient(recipient));
      }
      return new RepositoryDocument(
          UUID.fromString(json.required("id").textValue()),
          Instant.parse(json.required("createdAt").textValue()),
          json.required("compression").required("level").intValue(),
          bytes(json, "keyCheck"),
          List.copyOf(recipients));
    } catch (RuntimeException e) {
      throw new RepositoryException.Damaged(KEY, "field missing or of another shape");
    }
  }

  private static void add(ObjectNode json, PassphraseRecipient recipient) {
    json.put("kind", "passphrase");
    json.putObject("kdf")
        .put("algorithm", "argon2id")
        .put("memoryKib", recipient.cost().memoryKib())
        .put("iterations", recipient.cost().iterations())
        .put("lanes", recipient.cost().lanes())
        .put("salt", hex(recipient.salt()));
    json.put("nonce", hex(recipient.nonce())).put("wrappedKey", hex(recipient.wrappedKey()));
  }

  private static Recipient recipient(JsonNode json) {
    String kind = json.required("kind").textValue();
    JsonNode kdf = json.path("kdf");
    if (!kind.equals("passphrase") || !kdf.path("algorithm").asText().equals("argon2id")) {
      return new UnknownRecipient(kind);
    }
    Argon2Cost cost =
        new Argon2Cost(
            kdf.required("memoryKib").intValue(),
            kdf.required("iterations").intValue(),
            kdf.required("lanes").intValue());
    return new PassphraseRecipient(
        cost, bytes(kdf, "salt"), bytes(json, "nonce"), bytes(json, "wrappedKey"));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(JsonNode json, String field) {
    return HexFormat.of().parseHex(json.required(field).textValue());
  }
}
