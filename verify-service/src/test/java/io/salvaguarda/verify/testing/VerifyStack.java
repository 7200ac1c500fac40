package io.salvaguarda.verify.testing;

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

/** Adds an S3 server, a source cluster and two repositories: {@code main} on S3, {@code disk}. */
public class VerifyStack extends ServiceStack {

  private static final String PASSPHRASE = "correct horse battery staple";

  private static S3Server s3;
  private static PostgresServer source;
  private static BackupRepository disk;
  private static BackupRepository main;
  private static Path home;

  public static S3Server s3() {
    return s3;
  }

  /** The cluster that backups are made of. */
  public static PostgresServer source() {
    return source;
  }

  public static BackupRepository repository(String name) {
    return name.equals("main") ? main : disk;
  }

  /** The file of an object in the repository {@code disk}. */
  public static Path diskFile(String objectKey) {
    return home.resolve("disk").resolve(objectKey);
  }

  public static Path scratch() {
    return home.resolve("scratch");
  }

  /** A folder for what tests take from the source; not the service's. */
  public static Path taken() {
    return home.resolve("taken");
  }

  @Override
  public void init(Map<String, String> arguments) {
    super.init(Map.of("role", "verify"));
  }

  @Override
  protected String configuration(String template) throws IOException {
    home = folder;
    s3 = S3Server.start(folder.resolve("s3"));
    source = PostgresServer.start(folder.resolve("source"));
    disk =
        BackupRepository.openOrCreate(new DirectoryObjectStore(folder.resolve("disk")), PASSPHRASE);
    main = BackupRepository.openOrCreate(new S3ObjectStore(settings()), PASSPHRASE);
    SourceData.fill(source);
    return template
        .replace("@ENDPOINT@", s3.endpoint().toString())
        .replace("@ACCESS_KEY@", s3.accessKey())
        .replace("@SECRET_KEY@", s3.secretKey())
        .replace("@DISK@", folder.resolve("disk").toString());
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
  protected Map<String, String> more() {
    Map<String, String> settings = new HashMap<>();
    settings.put("salvaguarda.scratch", folder.resolve("scratch").toString());
    settings.put("salvaguarda.jobs.lease", "3s");
    settings.put("salvaguarda.jobs.poll", "200ms");
    settings.put("salvaguarda.jobs.backoff", "1s");
    settings.put("salvaguarda.schedule.poll", "200ms");
    settings.put("salvaguarda.store.patience", "500ms");
    settings.put("salvaguarda.verification.deletion-grace", "2s");
    return settings;
  }

  /** What the service left in its scratch folder. */
  public static long leftInScratch() {
    try (var files = Files.list(scratch())) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
