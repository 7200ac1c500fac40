package io.salvaguarda.bench.physical;

import io.salvaguarda.local.S3Server;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** barman-cloud-backup with two processes. It offers neither zstd nor encryption of its own. */
final class Barman {

  static final Path PROGRAM = Path.of("/usr/bin/barman-cloud-backup");

  private static final String REPOSITORY = "barman";

  private final LocalStack stack;
  private final ConnectionSpec admin;
  private final ForeignTool tool;

  Barman(LocalStack stack, Path home) throws IOException {
    this.stack = stack;
    this.admin = stack.sourceServer().connection("postgres");
    JobFolder folder = JobFolder.existing(home.resolve(REPOSITORY), ToolUser.forTools());
    S3Server s3 = stack.s3();
    Path certificate = folder.write("ca.pem", Files.readString(s3.caCertificate().orElseThrow()));
    this.tool =
        new ForeignTool(
            PROGRAM,
            folder.path(),
            Map.of(
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey(),
                "AWS_DEFAULT_REGION", S3Server.REGION,
                "AWS_CA_BUNDLE", certificate.toString(),
                "HOME", folder.path().toString(),
                "TMPDIR", folder.path().toString(),
                "PGPASSWORD", admin.password().reveal()));
  }

  void backup() throws IOException, InterruptedException {
    tool.run(
        List.of(
            "--endpoint-url=" + stack.s3().endpoint(),
            "--immediate-checkpoint",
            "--jobs=2",
            "--host=" + admin.host(),
            "--port=" + admin.port(),
            "--user=" + admin.user(),
            "s3://" + S3Server.BUCKET + "/" + REPOSITORY,
            "bench"));
  }

  /** Where the store keeps the backups. */
  Path backups() {
    return stack.s3().objectFile(REPOSITORY);
  }
}
