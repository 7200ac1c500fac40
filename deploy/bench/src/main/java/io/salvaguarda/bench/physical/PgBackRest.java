package io.salvaguarda.bench.physical;

import io.salvaguarda.local.S3Server;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** pgBackRest as its users set it up for speed: zstd, two processes, bundled files, encrypted. */
final class PgBackRest {

  static final Path PROGRAM = Path.of("/usr/bin/pgbackrest");

  private static final String REPOSITORY = "pgbackrest";
  private static final String SPOOL = "spool";

  private final LocalStack stack;
  private final JobFolder folder;
  private final Path configuration;
  private final ForeignTool tool;

  PgBackRest(LocalStack stack, Path home) throws IOException {
    this.stack = stack;
    this.folder = JobFolder.existing(home.resolve(REPOSITORY), ToolUser.forTools());
    for (String each : List.of("log", "lock")) {
      folder.folder(each);
    }
    ConnectionSpec admin = stack.sourceServer().connection("postgres");
    this.configuration = folder.write("pgbackrest.conf", configuration(admin));
    this.tool =
        new ForeignTool(
            PROGRAM,
            folder.path(),
            Map.of("PGHOST", admin.host(), "PGPASSWORD", admin.password().reveal()));
  }

  private String configuration(ConnectionSpec admin) throws IOException {
    S3Server s3 = stack.s3();
    Path certificate = folder.write("ca.pem", Files.readString(s3.caCertificate().orElseThrow()));
    return """
        [global]
        repo1-type=s3
        repo1-path=/%s
        repo1-s3-bucket=%s
        repo1-s3-endpoint=localhost
        repo1-storage-port=%d
        repo1-storage-ca-file=%s
        repo1-s3-region=%s
        repo1-s3-uri-style=path
        repo1-s3-key=%s
        repo1-s3-key-secret=%s
        repo1-cipher-type=aes-256-cbc
        repo1-cipher-pass=a passphrase for the bench
        repo1-bundle=y
        compress-type=zst
        compress-level=1
        process-max=2
        start-fast=y
        archive-async=y
        archive-timeout=60
        log-level-console=off
        log-level-file=off
        log-level-stderr=warn
        log-path=%s
        lock-path=%s
        spool-path=%s

        [bench]
        pg1-path=%s
        pg1-port=%d
        pg1-user=%s
        """
        .formatted(
            REPOSITORY,
            S3Server.BUCKET,
            s3.endpoint().getPort(),
            certificate,
            S3Server.REGION,
            s3.accessKey(),
            s3.secretKey(),
            folder.path().resolve("log"),
            folder.path().resolve("lock"),
            folder.path().resolve(SPOOL),
            stack.sourceServer().data(),
            admin.port(),
            admin.user());
  }

  String archiveCommand() {
    return PROGRAM + " --config=" + configuration + " --stanza=bench archive-push %p";
  }

  /** Begins with an empty repository, and with nothing that it takes for archived. */
  void begin() throws IOException, InterruptedException {
    JobFolder.wipe(repository());
    JobFolder.wipe(folder.path().resolve(SPOOL));
    folder.folder(SPOOL);
    run("stanza-create");
  }

  /**
   * @param type full or incr
   */
  void backup(String type) throws IOException, InterruptedException {
    run("backup", "--type=" + type, "--no-expire-auto");
  }

  /** Into a folder that is there and empty; as a cluster that ends where the backup does. */
  void restore(Path data) throws IOException, InterruptedException {
    run(
        "restore",
        "--pg1-path=" + data,
        "--type=immediate",
        "--target-action=promote",
        "--archive-mode=off");
  }

  private void run(String command, String... options) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("--config=" + configuration, "--stanza=bench"));
    arguments.addAll(List.of(options));
    arguments.add(command);
    tool.run(arguments);
  }

  /** Where the store keeps the backups, without the log. */
  Path backups() {
    return repository().resolve("backup");
  }

  /** Where the store keeps the log. */
  Path log() {
    return repository().resolve("archive");
  }

  private Path repository() {
    return stack.s3().objectFile(REPOSITORY);
  }
}
