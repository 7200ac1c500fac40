package io.salvaguarda.repository.store.s3;

import io.salvaguarda.local.S3Server;
import io.salvaguarda.repository.store.StoreException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Real S3 servers that all tests of one run share; each test gets a prefix of its own. */
public final class TestS3 {

  /** Short, so that a test of a silent server is short. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private TestS3() {}

  private static final class Plain {
    private static final S3Server SERVER = S3Server.start(newFolder());
  }

  private static final class Secure {
    private static final S3Server SERVER = S3Server.startTls(newFolder());
  }

  public static S3Server plain() {
    return Plain.SERVER;
  }

  static S3Server secure() {
    return Secure.SERVER;
  }

  /** An empty store on the plain server. */
  public static S3ObjectStore emptyStore() throws StoreException {
    return new S3ObjectStore(settings(plain(), plain().endpoint()));
  }

  /** The server's settings, with requests going to another endpoint. */
  static S3Settings settings(S3Server server, URI endpoint) {
    return new S3Settings(
        endpoint,
        S3Server.REGION,
        S3Server.BUCKET,
        "test/" + UUID.randomUUID() + "/",
        server.accessKey(),
        server.secretKey(),
        server.caCertificate(),
        PATIENCE);
  }

  static S3Settings withKeys(S3Settings s, String accessKey, String secretKey) {
    return new S3Settings(
        s.endpoint(),
        s.region(),
        s.bucket(),
        s.prefix(),
        accessKey,
        secretKey,
        s.caCertificate(),
        s.patience());
  }

  static S3Settings withBucket(S3Settings s, String bucket) {
    return new S3Settings(
        s.endpoint(),
        s.region(),
        bucket,
        s.prefix(),
        s.accessKey(),
        s.secretKey(),
        s.caCertificate(),
        s.patience());
  }

  static S3Settings withCertificate(S3Settings s, Optional<Path> certificate) {
    return new S3Settings(
        s.endpoint(),
        s.region(),
        s.bucket(),
        s.prefix(),
        s.accessKey(),
        s.secretKey(),
        certificate,
        s.patience());
  }

  private static Path newFolder() {
    try {
      Path folder = Files.createTempDirectory("salvaguarda-s3-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(folder)));
      return folder;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void deleteTree(Path folder) {
    try (var paths = Files.walk(folder)) {
      paths.sorted(java.util.Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      return; // the server may still write its log; /tmp is not ours to guard
    }
  }
}
