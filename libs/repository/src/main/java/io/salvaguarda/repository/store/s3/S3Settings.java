package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.ObjectLock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a bucket is and how to get in.
 *
 * @param endpoint scheme, host and port; buckets are addressed by path
 * @param region as the server names it; signatures depend on it
 * @param bucket must exist
 * @param prefix put before every key: empty, or whole segments each ended by a slash
 * @param caCertificate PEM file of the only authorities trusted; empty: the JDK's
 * @param patience how long to wait for a connection, and for the next byte
 * @param objectLock what to lock; the bucket must have been made for it, and have no default lock
 */
public record S3Settings(
    URI endpoint,
    String region,
    String bucket,
    String prefix,
    String accessKey,
    String secretKey,
    Optional<Path> caCertificate,
    Duration patience,
    Optional<ObjectLock> objectLock) {

  /** For {@link #patience}. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  /** Without object lock. */
  public S3Settings(
      URI endpoint,
      String region,
      String bucket,
      String prefix,
      String accessKey,
      String secretKey,
      Optional<Path> caCertificate,
      Duration patience) {
    this(
        endpoint,
        region,
        bucket,
        prefix,
        accessKey,
        secretKey,
        caCertificate,
        patience,
        Optional.empty());
  }

  /** Never shows the secret key. */
  @Override
  public String toString() {
    return "S3Settings[" + endpoint + "/" + bucket + "/" + prefix + ", " + accessKey + "]";
  }
}
