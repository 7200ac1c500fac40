package io.salvaguarda.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A JSON document with its authentication: {@code {"authentication":"<64 hex>","content":{…}}},
 * without white space, fields sorted. Authenticated are the object's key and the very bytes of the
 * content as they stand in the file, so that a reader need not write JSON as we do, and a document
 * moved to another key is not authentic there.
 */
final class SealedJson {

  private static final String BEFORE_TAG = "{\"authentication\":\"";
  private static final String AFTER_TAG = "\",\"content\":";
  private static final int TAG = 64;
  private static final int CONTENT = BEFORE_TAG.length() + TAG + AFTER_TAG.length();

  static final JsonMapper JSON =
      JsonMapper.builder().configure(JsonNodeFeature.WRITE_PROPERTIES_SORTED, true).build();

  private SealedJson() {}

  static ByteBuffer seal(String objectKey, ObjectNode content, SecretKey key) {
    try {
      byte[] body = JSON.writeValueAsBytes(content);
      byte[] tag = tag(objectKey, body, 0, body.length, key);
      byte[] head =
          (BEFORE_TAG + HexFormat.of().formatHex(tag) + AFTER_TAG)
              .getBytes(StandardCharsets.US_ASCII);
      ByteBuffer file = ByteBuffer.allocate(head.length + body.length + 1);
      return file.put(head).put(body).put((byte) '}').flip();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }

  /**
   * @throws RepositoryException.Damaged when the file is not what was written under this key
   */
  static JsonNode open(String objectKey, byte[] file, SecretKey key)
      throws RepositoryException.Damaged {
    if (file.length < CONTENT + 1 || file[file.length - 1] != '}' || !hasFrame(file)) {
      throw new RepositoryException.Damaged(objectKey, "not an authenticated document");
    }
    byte[] tag = tag(objectKey, file, CONTENT, file.length - CONTENT - 1, key);
    byte[] told =
        new String(file, BEFORE_TAG.length(), TAG, StandardCharsets.US_ASCII)
            .getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(
        HexFormat.of().formatHex(tag).getBytes(StandardCharsets.US_ASCII), told)) {
      throw new RepositoryException.Damaged(objectKey, "not authentic");
    }
    return openUnproven(objectKey, file);
  }

  /** The content of a document whose authenticity cannot be proven yet. */
  static JsonNode openUnproven(String objectKey, byte[] file) throws RepositoryException.Damaged {
    try {
      JsonNode content = JSON.readTree(file).path("content");
      if (content.isObject()) {
        return content;
      }
      throw new RepositoryException.Damaged(objectKey, "no content");
    } catch (IOException e) {
      throw new RepositoryException.Damaged(objectKey, "not JSON");
    }
  }

  private static boolean hasFrame(byte[] file) {
    String head = new String(file, 0, CONTENT, StandardCharsets.ISO_8859_1);
    return head.startsWith(BEFORE_TAG) && head.endsWith(AFTER_TAG);
  }

  private static byte[] tag(String objectKey, byte[] bytes, int from, int length, SecretKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(objectKey.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) '\n');
      mac.update(bytes, from, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
