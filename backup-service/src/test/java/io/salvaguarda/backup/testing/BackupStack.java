package io.salvaguarda.backup.testing;

import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.CarelessS3;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.S3Peer;
import io.salvaguarda.local.S3Server;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.RepositoryKeyring;
import io.salvaguarda.repository.key.Credential;
import io.salvaguarda.repository.store.ObjectStore;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import io.salvaguarda.repository.store.s3.S3ObjectStore;
import io.salvaguarda.repository.store.s3.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Adds an S3 server, a source cluster and repositories: {@code main} on S3, {@code disk} and others
 * in folders, and {@code locked} in a bucket with object lock, where there is a server for that.
 */
public class BackupStack extends ServiceStack {

  /** Of all repositories but those that are meant to refuse. */
  public static final String PASSPHRASE = "correct horse battery staple";

  private static S3Server s3;
  private static CarelessS3 careless;
  private static PostgresServer source;
  private static Path home;
  private static LockingS3 locking;
  private String notice;

  public static S3Server s3() {
    return s3;
  }

  /** The cluster that is backed up. */
  public static PostgresServer source() {
    return source;
  }

  /** The same repository as the service's, seen by somebody else. */
  public static BackupRepository repository(String name) {
    try {
      return BackupRepository.openOrCreate(storeOf(name), PASSPHRASE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who can open a directory repository, seen by whoever has that key. */
  public static RepositoryKeyring keyring(String repository, Credential credential) {
    try {
      return RepositoryKeyring.open(new DirectoryObjectStore(folder(repository)), credential);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectStore storeOf(String repository) throws IOException {
    return switch (repository) {
      case "main" -> new S3ObjectStore(settings(""));
      case "far", "cloud" -> new S3ObjectStore(settings(repository + "/"));
      case "locked" -> new S3ObjectStore(locking.settings());
      default -> new DirectoryObjectStore(home.resolve(repository));
    };
  }

  /** Whether there is a server that locks. */
  public static boolean canLock() {
    return S3Peer.Maker.MINIO.program().isPresent();
  }

  /** As if the time had passed for which an object of the repository {@code locked} is locked. */
  public static void liftLock(String objectKey) {
    locking.lift(objectKey);
  }

  public static Path scratch() {
    return home.resolve("scratch");
  }

  /** The file of an object in the repository {@code disk}. */
  public static Path diskFile(String objectKey) {
    return home.resolve("disk").resolve(objectKey);
  }

  /** The folder of a directory repository. */
  public static Path folder(String repository) {
    return home.resolve(repository);
  }

  /** The argument {@code notice}: how long retention waits after it has told; not at all. */
  @Override
  public void init(Map<String, String> arguments) {
    super.init(Map.of("role", "backup"));
    notice = arguments.getOrDefault("notice", "0s");
  }

  @Override
  protected String configuration(String template) throws IOException {
    home = folder;
    s3 = S3Server.start(folder.resolve("s3"));
    careless = new CarelessS3();
    locking = canLock() ? LockingS3.start(folder.resolve("locking")) : null;
    source = PostgresServer.start(folder.resolve("source"));
    SourceData.fill(source);
    BackupRepository.create(new DirectoryObjectStore(folder.resolve("foreign")), PASSPHRASE);
    return template
        .replace("@LOCKED@", canLock() ? locking.repository() : "type: directory, path: /nowhere")
        .replace("@CARELESS@", careless.endpoint().toString())
        .replace("@ENDPOINT@", s3.endpoint().toString())
        .replace("@ACCESS_KEY@", s3.accessKey())
        .replace("@SECRET_KEY@", s3.secretKey())
        .replace("@DISK@", folder.resolve("disk").toString())
        .replace("@HOME@", folder.toString())
        .replace("@FOREIGN@", folder.resolve("foreign").toString())
        .replace("@PORT@", String.valueOf(source.port()))
        .replace("@PASSWORD@", SourceData.PASSWORD)
        .replace("@LONG@", SourceData.LONG_NAME);
  }

  private static S3Settings settings(String prefix) {
    return new S3Settings(
        s3.endpoint(),
        S3Server.REGION,
        S3Server.BUCKET,
        prefix,
        s3.accessKey(),
        s3.secretKey(),
        Optional.empty(),
        S3Settings.DEFAULT_PATIENCE);
  }

  @Override
  protected Map<String, String> more() {
    Map<String, String> settings = new HashMap<>();
    settings.put("salvaguarda.scratch", scratch().toString());
    settings.put("salvaguarda.jobs.concurrency", "4");
    settings.put("salvaguarda.jobs.lease", "6s");
    settings.put("salvaguarda.jobs.poll", "200ms");
    settings.put("salvaguarda.jobs.backoff", "500ms");
    settings.put("salvaguarda.schedule.poll", "200ms");
    settings.put("salvaguarda.store.patience", "2s");
    settings.put("salvaguarda.storage.every", "1s");
    settings.put("salvaguarda.storage.warning-percent", "100");
    settings.put("salvaguarda.storage.critical-percent", "0");
    settings.put("salvaguarda.proof-age.every", "1s");
    settings.put("salvaguarda.last-runs.every", "1s");
    settings.put("salvaguarda.key-proof.schedule", "0 0 29 2 *");
    settings.put("salvaguarda.prune.schedule", "0 0 29 2 *");
    settings.put("salvaguarda.retention.schedule", "0 0 29 2 *");
    settings.put("salvaguarda.retention.notice", notice);
    settings.put("quarkus.log.category.\"org.apache.kafka\".level", "WARN");
    return settings;
  }

  @Override
  public void stop() {
    if (s3 != null) {
      s3.close();
    }
    if (careless != null) {
      careless.close();
    }
    if (locking != null) {
      locking.close();
    }
    if (source != null) {
      source.close();
    }
    super.stop();
  }
}
