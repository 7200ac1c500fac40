package io.salvaguarda.restore.testing;

import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.S3Server;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import io.salvaguarda.repository.store.s3.S3ObjectStore;
import io.salvaguarda.repository.store.s3.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Adds a cluster to restore to, an S3 server, and the repositories {@code main} and {@code disk}.
 */
public class RestoreStack extends ServiceStack {

  private static final String PASSPHRASE = "correct horse battery staple";

  private static S3Server s3;
  private static PostgresServer source;
  private static Path home;

  public static PostgresServer source() {
    return source;
  }

  public static S3Server s3() {
    return s3;
  }

  /** The file of an object in the repository {@code disk}. */
  public static Path diskFile(String objectKey) {
    return home.resolve("disk").resolve(objectKey);
  }

  /** The service's. */
  public static Path scratch() {
    return home.resolve("scratch");
  }

  /** Below which the service may restore whole clusters. */
  public static Path restores() {
    return home.resolve("restores");
  }

  /** A folder of a test's own. */
  static Path folder(String name) {
    return home.resolve(name);
  }

  /** For the tools that tests run. */
  static Path ownScratch() {
    return home.resolve("test-scratch");
  }

  /** What the service has left in its scratch folder. */
  public static long leftInScratch() {
    try (var files = Files.list(scratch())) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same repository as the service's, seen by somebody else. */
  public static BackupRepository repository(String name) {
    try {
      return BackupRepository.openOrCreate(
          name.equals("main")
              ? new S3ObjectStore(settings())
              : new DirectoryObjectStore(home.resolve("disk")),
          PASSPHRASE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static S3Settings settings() {
    return new S3Settings(
        s3.endpoint(),
        S3Server.REGION,
        S3Server.BUCKET,
        "",
        s3.accessKey(),
        s3.secretKey(),
        Optional.empty(),
        S3Settings.DEFAULT_PATIENCE);
  }

  @Override
  public void init(Map<String, String> arguments) {
    super.init(Map.of("role", "restore"));
  }

  @Override
  protected String configuration(String template) throws IOException {
    home = folder;
    Files.createDirectories(restores());
    s3 = S3Server.start(folder.resolve("s3"));
    source = PostgresServer.start(folder.resolve("source"));
    SourceData.fill(source);
    Gate.install();
    return template
        .replace("@ENDPOINT@", s3.endpoint().toString())
        .replace("@ACCESS_KEY@", s3.accessKey())
        .replace("@SECRET_KEY@", s3.secretKey())
        .replace("@DISK@", home.resolve("disk").toString())
        .replace("@PORT@", String.valueOf(source.port()))
        .replace("@PASSWORD@", SourceData.PASSWORD);
  }

  @Override
  protected Map<String, String> more() {
    Map<String, String> settings = new HashMap<>();
    settings.put("salvaguarda.scratch", scratch().toString());
    settings.put("salvaguarda.restore.directories", restores().toString());
    settings.put("salvaguarda.jobs.concurrency", "4");
    settings.put("salvaguarda.jobs.poll", "200ms");
    settings.put("salvaguarda.jobs.lease", "6s");
    settings.put("salvaguarda.jobs.backoff", "500ms");
    settings.put("salvaguarda.restore.attempts", "8");
    settings.put("salvaguarda.restore.sweep", "500ms");
    settings.put("salvaguarda.store.patience", "1s");
    settings.put("quarkus.log.category.\"org.apache.kafka\".level", "WARN");
    return settings;
  }

  @Override
  public void stop() {
    if (s3 != null) {
      s3.close();
    }
    if (source != null) {
      source.close();
    }
    super.stop();
  }
}
