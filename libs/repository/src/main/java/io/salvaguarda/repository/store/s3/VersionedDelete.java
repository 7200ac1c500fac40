package io.salvaguarda.repository.store.s3;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import io.salvaguarda.repository.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes an object of a bucket that keeps versions: a plain DELETE would only hide it, and free no
 * space. The oldest version goes first, so that none of them comes back in the place of the newest.
 * Who puts the object meanwhile makes a version that this does not touch.
 */
final class VersionedDelete {

  private final MinioClient client;
  private final String bucket;
  private final ExpiringDelete delete;
  private final Locks locks;

  VersionedDelete(MinioClient client, String bucket, ExpiringDelete delete, Locks locks) {
    this.client = client;
    this.bucket = bucket;
    this.delete = delete;
    this.locks = locks;
  }

  /**
   * @return false when the moment has passed; then the object is there as before, perhaps with
   *     fewer older versions
   * @throws StoreException.Locked when a version is locked; as before, again
   */
  boolean before(String object, Instant until) throws StoreException {
    for (String version : versionsOf(object).reversed()) {
      if (!delete(object, version, until)) {
        return false;
      }
    }
    return true;
  }

  private boolean delete(String object, String version, Instant until) throws StoreException {
    try {
      return delete.before(object, Optional.of(version), until);
    } catch (StoreException.Denied refused) {
      throw locks.asLocked(object, version, refused);
    }
  }

  /** The newest first, as lists have them; what hides the object counts as one. */
  private List<String> versionsOf(String object) throws StoreException {
    ListObjectsArgs args =
        ListObjectsArgs.builder()
            .bucket(bucket)
            .prefix(object)
            .recursive(true)
            .includeVersions(true)
            .build();
    List<String> versions = new ArrayList<>();
    try {
      for (Result<Item> result : client.listObjects(args)) {
        Item item = result.get();
        if (!item.objectName().equals(object)) {
          break; // a longer name, and those come after it
        }
        versions.add(item.versionId());
      }
    } catch (Exception e) {
      throw S3Failures.of("list versions of " + object, e);
    }
    return versions;
  }
}
