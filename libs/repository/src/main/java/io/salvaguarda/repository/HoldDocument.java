package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import javax.crypto.SecretKey;

/** A hold as JSON. */
final class HoldDocument {

  /** No hold.json is longer, in bytes. */
  static final int LIMIT = 1024 * 1024;

  private HoldDocument() {}

  static ObjectNode toJson(BackupId id, Hold.Placed hold) {
    return SealedJson.JSON
        .createObjectNode()
        .put("format", 1)
        .put("backupId", id.toString())
        .put("by", hold.by())
        .put("reason", hold.reason())
        .put("since", hold.since().toString());
  }

  /** Whatever the bytes are, they hold the backup. */
  static Hold read(BackupId id, byte[] file, SecretKey key) {
    try {
      JsonNode json = SealedJson.open(id.holdKey(), file, key);
      return new Hold.Placed(
          json.required("by").textValue(),
          json.required("reason").textValue(),
          Instant.parse(json.required("since").textValue()));
    } catch (RepositoryException.Damaged e) {
      return new Hold.Unreadable(e.getMessage());
    } catch (RuntimeException e) {
      return new Hold.Unreadable(id.holdKey() + " has a field missing or of another shape");
    }
  }
}
