package io.salvaguarda.repository.store.s3;

import io.minio.MinioClient;
import io.minio.SetObjectRetentionArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.messages.LegalHold;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.StoreException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;

/** The locks of objects, as the server knows them. */
final class Locks {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

  private final MinioClient client;
  private final String bucket;

  Locks(MinioClient client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /**
   * Of a request that puts an object. S3 takes no lock without a checksum in a header of its own.
   *
   * @param hash hexadecimal SHA-256 of the object's bytes
   */
  static Headers headers(ObjectLock.Term lock, String hash) {
    return Headers.of(
        "x-amz-object-lock-mode",
        lock.mode().name(),
        "x-amz-object-lock-retain-until-date",
        DATE.format(lock.until().atZone(ZoneOffset.UTC)),
        "x-amz-sdk-checksum-algorithm",
        "SHA256",
        "x-amz-checksum-sha256",
        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hash)));
  }

  /** What an answer to a HEAD request says of the object's lock. */
  static Optional<ObjectLock.Term> of(StatObjectResponse stat) {
    if (stat.retentionMode() == null || stat.retentionRetainUntilDate() == null) {
      return Optional.empty();
    }
    ObjectLock.Mode mode = ObjectLock.Mode.valueOf(stat.retentionMode().name());
    return Optional.of(new ObjectLock.Term(mode, stat.retentionRetainUntilDate().toInstant()));
  }

  /** Of the newest version. Never asks to lift or to shorten a lock. */
  void set(String object, ObjectLock.Term term) throws StoreException {
    try {
      client.setObjectRetention(
          SetObjectRetentionArgs.builder()
              .bucket(bucket)
              .object(object)
              .config(
                  new Retention(
                      RetentionMode.valueOf(term.mode().name()),
                      term.until().atZone(ZoneOffset.UTC)))
              .build());
    } catch (Exception e) {
      throw S3Failures.of("lock " + object, e);
    }
  }

  /**
   * Servers refuse to delete what is locked in the words of a missing permission: so it is looked
   * at.
   */
  StoreException asLocked(String object, String version, StoreException.Denied refused)
      throws StoreException {
    try {
      StatObjectResponse stat =
          client.statObject(
              StatObjectArgs.builder().bucket(bucket).object(object).versionId(version).build());
      LegalHold hold = stat.legalHold();
      if (hold != null && hold.status()) {
        return new StoreException.Locked(object + " is under a legal hold of the bucket's", null);
      }
      return of(stat)
          .filter(term -> term.until().isAfter(Instant.now()))
          .<StoreException>map(
              term ->
                  new StoreException.Locked(
                      object + " is locked until " + term.until(), term.until()))
          .orElse(refused);
    } catch (Exception e) {
      StoreException failure = S3Failures.of("stat " + object, e);
      return failure instanceof StoreException.Unavailable ? failure : refused;
    }
  }
}
