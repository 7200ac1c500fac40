package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.VerificationMark.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A verification mark as JSON. */
final class VerificationDocument {

  /** No verification.json is longer, in bytes. */
  static final int LIMIT = 1024 * 1024;

  private VerificationDocument() {}

  static ObjectNode toJson(VerificationMark mark) {
    ObjectNode json = SealedJson.JSON.createObjectNode();
    json.put("format", 1)
        .put("backupId", mark.backupId().toString())
        .put("verificationId", mark.verificationId())
        .put("outcome", mark.outcome().name())
        .put("level", mark.level().orElse(null))
        .put("at", mark.at().toString());
    ArrayNode findings = json.putArray("findings");
    mark.findings().forEach(findings::add);
    return json;
  }

  static VerificationMark fromJson(BackupId id, JsonNode json) throws RepositoryException.Damaged {
    try {
      List<String> findings = new ArrayList<>();
      json.required("findings").forEach(f -> findings.add(f.textValue()));
      return new VerificationMark(
          id,
          json.required("verificationId").textValue(),
          Outcome.valueOf(json.required("outcome").textValue()),
          Optional.ofNullable(json.path("level").textValue()),
          Instant.parse(json.required("at").textValue()),
          findings);
    } catch (RuntimeException e) {
      throw new RepositoryException.Damaged(
          id.verificationKey(), "field missing or of another shape: " + e.getMessage());
    }
  }
}
