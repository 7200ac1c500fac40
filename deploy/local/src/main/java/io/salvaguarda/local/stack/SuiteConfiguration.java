package io.salvaguarda.local.stack;

import io.salvaguarda.local.KeptValues;
import io.salvaguarda.local.S3Server;
import io.salvaguarda.postgres.ConnectionSpec;
import java.net.URI;
import java.nio.file.Path;

/**
 * Composes the salvaguarda.yaml of the local stack: one source, one repository, one team with mail
 * and a webhook.
 */
final class SuiteConfiguration {
  /** The team responsible for the source, and who gets the mail. */
  static final String TEAM_ADDRESS = "dba@example.org";

  private SuiteConfiguration() {}

  /** Writes it with its secrets beside it; returns the file. */
  static Path write(
      SuiteFiles files,
      KeptValues kept,
      S3Server s3,
      SourceDatabase source,
      boolean wal,
      URI webhook) {
    ConnectionSpec reader = source.reader();
    ConnectionSpec restorer = source.restorer();
    ConnectionSpec replicator = source.replicator();
    String yaml =
        """
        version: 1
        repositories:
          main:
            type: s3
            endpoint: "%s"
            region: %s
            bucket: %s
            accessKey: "%s"
            secretKey: "%s"
        %s    passphrase: "%s"
        sources:
          testdb:
            type: postgresql
            host: %s
            port: %d
            database: %s
            user: %s
            password: "%s"
            restoreUser: %s
            restorePassword: "%s"
            replicationUser: %s
            replicationPassword: "%s"
        %s    sslMode: disable
            repository: main
            plan: daily
            team: dba
        plans:
          daily:
            logical: "0 2 * * *"
            physical: "0 3 * * SUN"
            timezone: America/Sao_Paulo
            deadline: 6h
            retention: { days: 30, minimum: 3 }
            verification:
              schedule: "0 8 * * MON"
              level: CONTENT
              checksums: true
              assertions:
                - { name: "there are users", sql: "select count(*) > 0 from users" }
        teams:
          dba: { language: en, channels: [dba-mail, dba-hook] }
        channels:
          dba-mail: { type: mail, to: [%s] }
          dba-hook: { type: webhook, url: "%s", secret: "%s", allowedNetworks: ["127.0.0.0/8"] }
        defaultTeam: dba
        security:
          tokens:
            - { name: local-admin, role: admin, sha256: "%s" }
        """
            .formatted(
                s3.endpoint(),
                S3Server.REGION,
                S3Server.BUCKET,
                files.secretReference("s3-access-key", s3.accessKey()),
                files.secretReference("s3-secret-key", s3.secretKey()),
                s3.caCertificate().map(pem -> "    caCertificate: \"" + pem + "\"\n").orElse(""),
                files.secretReference(
                    "repository-passphrase", kept.secret("repository-passphrase")),
                reader.host(),
                reader.port(),
                reader.database(),
                reader.user(),
                files.secretReference("testdb-password", reader.password().reveal()),
                restorer.user(),
                files.secretReference("testdb-restore-password", restorer.password().reveal()),
                replicator.user(),
                files.secretReference(
                    "testdb-replication-password", replicator.password().reveal()),
                wal ? "    wal: stream\n" : "",
                TEAM_ADDRESS,
                webhook,
                files.secretReference("webhook-secret", webhookSecret(kept)),
                SuiteFiles.sha256(kept.secret("token")));
    return files.write("salvaguarda.yaml", yaml);
  }

  /** What the receiver checks signatures with. */
  static String webhookSecret(KeptValues kept) {
    return SuiteFiles.webhookSecret(kept.secret("webhook-secret"));
  }
}
