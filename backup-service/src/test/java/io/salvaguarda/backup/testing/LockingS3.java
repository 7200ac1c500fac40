package io.salvaguarda.backup.testing;

import static org.awaitility.Awaitility.await;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.SetObjectRetentionArgs;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import io.salvaguarda.local.S3Peer;
import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.store.s3.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;

/** A bucket with object lock, on a server that has to be built before. */
final class LockingS3 implements AutoCloseable {

  private static final String BUCKET = "locked";

  private final S3Peer server;
  private final MinioClient client;

  private LockingS3(S3Peer server, MinioClient client) {
    this.server = server;
    this.client = client;
  }

  static LockingS3 start(Path folder) {
    S3Peer server = S3Peer.start(Maker.MINIO, folder);
    MinioClient client =
        MinioClient.builder()
            .endpoint(server.endpoint().toString())
            .region(S3Peer.REGION)
            .credentials(server.accessKey(), server.secretKey())
            .build();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> {
              client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).objectLock(true).build());
              return true;
            });
    return new LockingS3(server, client);
  }

  /** A repository of salvaguarda.yaml. */
  String repository() {
    return "type: s3, endpoint: \"%s\", bucket: %s, accessKey: \"%s\", secretKey: \"%s\", objectLock: { mode: governance, days: 14 }"
        .formatted(server.endpoint(), BUCKET, server.accessKey(), server.secretKey());
  }

  S3Settings settings() {
    return new S3Settings(
        server.endpoint(),
        S3Peer.REGION,
        BUCKET,
        "",
        server.accessKey(),
        server.secretKey(),
        Optional.empty(),
        S3Settings.DEFAULT_PATIENCE);
  }

  /** What only somebody with the permission to bypass governance may do. */
  void lift(String object) {
    try {
      client.setObjectRetention(
          SetObjectRetentionArgs.builder()
              .bucket(BUCKET)
              .object(object)
              .bypassGovernanceMode(true)
              .config(new Retention(RetentionMode.GOVERNANCE, ZonedDateTime.now().plusSeconds(1)))
              .build());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
