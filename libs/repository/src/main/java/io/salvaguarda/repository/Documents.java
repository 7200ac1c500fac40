package io.salvaguarda.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salvaguarda.repository.key.SubKeys;
import io.salvaguarda.repository.prune.SealedDocuments;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Documents under this repository's key. */
record Documents(SubKeys keys) implements SealedDocuments {

  @Override
  public byte[] seal(String objectKey, ObjectNode content) {
    ByteBuffer file = SealedJson.seal(objectKey, content, keys.document());
    byte[] bytes = new byte[file.remaining()];
    file.get(bytes);
    return bytes;
  }

  @Override
  public JsonNode open(String objectKey, byte[] file) throws IOException {
    return SealedJson.open(objectKey, file, keys.document());
  }
}
