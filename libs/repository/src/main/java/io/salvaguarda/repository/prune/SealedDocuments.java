package io.salvaguarda.repository.prune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Authenticated JSON documents, as docs/repository-format.md describes them. */
public interface SealedDocuments {

  byte[] seal(String objectKey, ObjectNode content);

  /**
   * @throws IOException when the file is not what was written under this key
   */
  JsonNode open(String objectKey, byte[] file) throws IOException;
}
