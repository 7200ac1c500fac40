package io.salvaguarda.repository.store.s3;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.salvaguarda.repository.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Replaces an object only while it is the expected one. {@code If-Match} alone does not do: some
 * servers ignore it without a word, others look first and store later. So replacers exclude each
 * other by a lock, an object made by a conditional put, on which the whole format relies; {@code
 * If-Match} guards besides. A lock that a crash left is not guessed to be old, for that needs
 * clocks that agree: the failure names it, and a person deletes it.
 */
final class ConditionalReplace {

  private final MinioClient client;
  private final SinglePut put;
  private final String bucket;

  /** Tells our own locks from others' when the reply to the request that made it was lost. */
  private final String owner = UUID.randomUUID().toString();

  ConditionalReplace(MinioClient client, SinglePut put, String bucket) {
    this.client = client;
    this.put = put;
    this.bucket = bucket;
  }

  /**
   * @param object its full name in the bucket
   * @return false when the object is another or gone
   */
  boolean replace(String object, byte[] expected, ByteBuffer bytes) throws StoreException {
    if (versionOf(object, expected).isEmpty()) {
      return false; // and a lock is not even asked for
    }
    String lock = object + ".lock";
    takeLock(lock, owner + " " + bytes.hashCode());
    try {
      Optional<String> version = versionOf(object, expected);
      return version.isPresent() && putIfMatch(object, bytes, version.get());
    } finally {
      remove(lock);
    }
  }

  private boolean putIfMatch(String object, ByteBuffer bytes, String version)
      throws StoreException {
    try {
      return put.replace(object, bytes, version);
    } catch (StoreException.Denied e) {
      return put.send(object, bytes, false); // knows no such condition: the lock must do
    }
  }

  private void takeLock(String lock, String holder) throws StoreException {
    byte[] mine = holder.getBytes(StandardCharsets.US_ASCII);
    if (!put.send(lock, ByteBuffer.wrap(mine), true) && versionOf(lock, mine).isEmpty()) {
      throw new StoreException.Unavailable(
          "S3: someone else holds the lock \"%s\", or died holding it: if so, delete that object"
              .formatted(lock));
    }
  }

  /** The ETag of the object that has these bytes; empty when it has others or is gone. */
  private Optional<String> versionOf(String object, byte[] expected) throws StoreException {
    GetObjectArgs args = GetObjectArgs.builder().bucket(bucket).object(object).build();
    try (GetObjectResponse in = client.getObject(args)) {
      byte[] found = in.readNBytes(expected.length + 1);
      String version = in.headers().get("ETag");
      return Arrays.equals(found, expected) ? Optional.ofNullable(version) : Optional.empty();
    } catch (Exception e) {
      StoreException failure = S3Failures.of("get " + object, e);
      if (failure instanceof StoreException.NotFound) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private void remove(String object) throws StoreException {
    try {
      client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(object).build());
    } catch (Exception e) {
      throw S3Failures.of("delete " + object, e);
    }
  }
}
