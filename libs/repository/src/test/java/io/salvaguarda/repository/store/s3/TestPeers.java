package io.salvaguarda.repository.store.s3;

import static org.awaitility.Awaitility.await;

import io.minio.BucketExistsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.SetBucketVersioningArgs;
import io.minio.SetObjectLockConfigurationArgs;
import io.minio.messages.Item;
import io.minio.messages.ObjectLockConfiguration;
import io.minio.messages.RetentionDurationDays;
import io.minio.messages.RetentionMode;
import io.minio.messages.VersioningConfiguration;
import io.salvaguarda.local.S3Peer;
import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * S3 servers of other makers that all tests of one run share. Each test gets a prefix of its own.
 */
public final class TestPeers {

  /** What the bucket's owner has set. */
  public enum Bucket {
    PLAIN,
    VERSIONED,
    LOCKED,
    /** Locks all by itself. */
    LOCKING
  }

  private static final Map<Maker, S3Peer> RUNNING = new EnumMap<>(Maker.class);

  private TestPeers() {}

  public static S3ObjectStore emptyStore(Maker maker, Bucket bucket) throws StoreException {
    return new S3ObjectStore(settings(running(maker), bucket));
  }

  /**
   * In the bucket with object lock, where nothing is locked, and so all that is deleted is gone.
   */
  public static S3ObjectStore emptyStoreOfVersions(Maker maker) throws StoreException {
    ObjectLock none = new ObjectLock(ObjectLock.Mode.GOVERNANCE, Duration.ZERO, key -> false);
    return new S3ObjectStore(with(settings(running(maker), Bucket.LOCKED), none));
  }

  /** A prefix of its own in a bucket. */
  public static S3Settings settings(Maker maker, Bucket bucket) {
    return settings(running(maker), bucket);
  }

  /** The same objects, and what is locked when it is put. */
  public static S3Settings with(S3Settings s, ObjectLock lock) {
    return new S3Settings(
        s.endpoint(),
        s.region(),
        s.bucket(),
        s.prefix(),
        s.accessKey(),
        s.secretKey(),
        s.caCertificate(),
        s.patience(),
        Optional.of(lock));
  }

  /** Everything that takes up space below the settings' prefix, also what no list shows. */
  public static List<String> versions(S3Settings s) throws Exception {
    List<String> found = new ArrayList<>();
    for (Result<Item> item :
        client(s.endpoint(), s.accessKey(), s.secretKey())
            .listObjects(
                ListObjectsArgs.builder()
                    .bucket(s.bucket())
                    .prefix(s.prefix())
                    .recursive(true)
                    .includeVersions(true)
                    .build())) {
      found.add(item.get().objectName().substring(s.prefix().length()));
    }
    return found;
  }

  private static MinioClient client(URI endpoint, String accessKey, String secretKey) {
    return MinioClient.builder()
        .endpoint(endpoint.toString())
        .region(S3Peer.REGION)
        .credentials(accessKey, secretKey)
        .build();
  }

  private static S3Settings settings(S3Peer peer, Bucket bucket) {
    return new S3Settings(
        peer.endpoint(),
        S3Peer.REGION,
        nameOf(bucket),
        "test/" + UUID.randomUUID() + "/",
        peer.accessKey(),
        peer.secretKey(),
        Optional.empty(),
        Duration.ofSeconds(20));
  }

  private static String nameOf(Bucket bucket) {
    return "test-" + bucket.ordinal();
  }

  private static synchronized S3Peer running(Maker maker) {
    return RUNNING.computeIfAbsent(maker, TestPeers::start);
  }

  private static S3Peer start(Maker maker) {
    try {
      Path folder = Files.createTempDirectory("salvaguarda-peer-");
      S3Peer peer = S3Peer.start(maker, folder);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    peer.close();
                    deleteTree(folder);
                  }));
      MinioClient client = client(peer.endpoint(), peer.accessKey(), peer.secretKey());
      for (Bucket bucket : Bucket.values()) {
        // a port may be open before the server behind it is ready
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> made(client, bucket));
      }
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean made(MinioClient client, Bucket bucket) throws Exception {
    String name = nameOf(bucket);
    if (!client.bucketExists(BucketExistsArgs.builder().bucket(name).build())) {
      client.makeBucket(
          MakeBucketArgs.builder()
              .bucket(name)
              .objectLock(bucket == Bucket.LOCKED || bucket == Bucket.LOCKING)
              .build());
    }
    if (bucket == Bucket.VERSIONED) {
      client.setBucketVersioning(
          SetBucketVersioningArgs.builder()
              .bucket(name)
              .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null))
              .build());
    }
    if (bucket == Bucket.LOCKING) {
      client.setObjectLockConfiguration(
          SetObjectLockConfigurationArgs.builder()
              .bucket(name)
              .config(
                  new ObjectLockConfiguration(
                      RetentionMode.GOVERNANCE, new RetentionDurationDays(1)))
              .build());
    }
    return true;
  }

  private static void deleteTree(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      return; // a temporary folder is not ours to guard
    }
  }
}
