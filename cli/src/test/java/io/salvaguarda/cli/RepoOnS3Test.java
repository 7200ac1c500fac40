package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.salvaguarda.local.CarelessS3;
import io.salvaguarda.local.S3Peer;
import io.salvaguarda.local.S3Peer.Maker;
import io.salvaguarda.local.S3Server;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Progress;
import io.salvaguarda.repository.store.ObjectStat;
import io.salvaguarda.repository.store.s3.S3ObjectStore;
import io.salvaguarda.repository.store.s3.S3Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a repository in a bucket, on every S3 server that is here. */
class RepoOnS3Test {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final Instant AT = Instant.parse("2026-01-02T02:00:01Z");
  private static final BackupId FIRST = BackupId.of("shop", BackupId.Kind.LOGICAL, AT, "1a2b3c");
  private static final BackupId SECOND =
      BackupId.of("shop", BackupId.Kind.LOGICAL, AT.plusSeconds(3600), "4d5e6f");

  @TempDir Path folder;
  private URI endpoint;
  private String accessKey;
  private String secretKey;
  private String locks = "";

  @Test
  void aRepositoryLivesOnTheEmbeddedServer() throws Exception {
    try (S3Server server = S3Server.start(folder.resolve("server"))) {
      use(server.endpoint(), server.accessKey(), server.secretKey());
      story();
    }
  }

  @ParameterizedTest
  @EnumSource(Maker.class)
  void aRepositoryLivesOnTheServersOfOthers(Maker maker) throws Exception {
    assumeTrue(maker.program().isPresent(), maker.absent());
    try (S3Peer server = S3Peer.start(maker, folder.resolve("server"))) {
      use(server.endpoint(), server.accessKey(), server.secretKey());
      MinioClient client =
          MinioClient.builder()
              .endpoint(endpoint.toString())
              .region(S3Peer.REGION)
              .credentials(accessKey, secretKey)
              .build();
      make(client, S3Server.BUCKET, false);
      story();
    }
  }

  private static void make(MinioClient client, String bucket, boolean objectLock) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> {
              client.makeBucket(
                  MakeBucketArgs.builder().bucket(bucket).objectLock(objectLock).build());
              return true;
            });
  }

  @Test
  void whatABucketLocksIsToldAndStays() throws Exception {
    assumeTrue(Maker.MINIO.program().isPresent(), Maker.MINIO.absent());
    try (S3Peer server = S3Peer.start(Maker.MINIO, folder.resolve("server"))) {
      use(server.endpoint(), server.accessKey(), server.secretKey());
      MinioClient client =
          MinioClient.builder()
              .endpoint(endpoint.toString())
              .region(S3Peer.REGION)
              .credentials(accessKey, secretKey)
              .build();
      make(client, S3Server.BUCKET, true);
      locks = "objectLock: { mode: governance, days: 14 },";

      assertThat(repo("init").exit()).isZero();
      Commands.Result pruned = repo("prune");
      assertThat(pruned.exit()).as(pruned.out() + pruned.err()).isZero();
      Commands.Result info = repo("info");

      assertThat(info.out())
          .containsPattern("(?m)^objectLock$")
          .containsPattern("(?m)^  mode +governance$")
          .containsPattern("(?m)^  days +14$")
          .containsPattern("(?m)^  objectLock +yes$");
    }
  }

  @Test
  void aServerWithoutObjectLockIsRefusedWhereItIsWanted() throws Exception {
    try (S3Server server = S3Server.start(folder.resolve("server"))) {
      use(server.endpoint(), server.accessKey(), server.secretKey());
      locks = "objectLock: { mode: compliance },";

      Commands.Result refused = repo("init");

      assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED);
      assertThat(refused.err()).contains("object lock", "a bucket made with object lock", "next: ");
    }
  }

  private void story() throws Exception {
    byte[] dump = new byte[6_000_000];
    new Random(7).nextBytes(dump);

    assertThat(repo("init").exit()).isZero();
    try (S3ObjectStore store = store()) {
      BackupRepository repository = BackupRepository.open(store, PASSPHRASE);
      backUp(repository, FIRST, new byte[] {1, 2, 3});
      backUp(repository, SECOND, dump);
      repository.delete(FIRST);
    }

    Commands.Result checked = repo("check", "--read-data");
    assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
    assertThat(checked.out()).contains("sound: 1 backups").contains("unneeded 1 chunks");
    Commands.Result pruned = repo("prune");
    assertThat(pruned.exit()).as(pruned.out() + pruned.err()).isZero();
    Path out = folder.resolve("out.dump");
    assertThat(repo("extract", SECOND.toString(), "--to", out.toString()).exit()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(dump);

    JsonNode abilities = Json.MAPPER.readTree(repo("info", "--json").out()).get("storeAbilities");
    assertThat(abilities.at("/conditionalPut/has").asText()).isEqualTo("yes");
    assertThat(abilities.at("/consistentLists/has").asText()).isEqualTo("yes");
    assertThat(repo("info").out())
        .containsPattern("(?m)^  conditionalPut +yes$")
        .containsPattern("(?m)^  versioning +no: is off$");
    try (S3ObjectStore store = store()) {
      assertThat(store.list("")).extracting(ObjectStat::key).noneMatch(k -> k.contains("probe"));
    }
  }

  private static void backUp(BackupRepository repository, BackupId id, byte[] dump)
      throws IOException {
    JsonNode none = Json.MAPPER.createObjectNode();
    try (BackupWriter writer = repository.newBackup(id)) {
      writer.write("dump", new ByteArrayInputStream(dump), Progress.NONE);
      writer.commit(new BackupFacts("daily", "a-job", 1, AT, AT, none, none, none));
    }
  }

  private void use(URI server, String access, String secret) {
    endpoint = server;
    accessKey = access;
    secretKey = secret;
  }

  private S3ObjectStore store() throws IOException {
    return new S3ObjectStore(
        new S3Settings(
            endpoint,
            S3Server.REGION,
            S3Server.BUCKET,
            "",
            accessKey,
            secretKey,
            Optional.empty(),
            S3Settings.DEFAULT_PATIENCE));
  }

  private Commands.Result repo(String command, String... more) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("salvaguarda.yaml"),
            """
            version: 1
            repositories:
              main: { type: s3, endpoint: "%s", bucket: %s, accessKey: "%s", secretKey: "${S3_SECRET}", %s
                      passphrase: "${PASSPHRASE}" }
            sources: {}
            channels: { me: { type: mail, to: [me@example.org] } }
            teams: { me: { channels: [me] } }
            defaultTeam: me
            """
                .formatted(endpoint, S3Server.BUCKET, accessKey, locks));
    return new Commands(folder.resolve("no-suite"))
        .with("PASSPHRASE", PASSPHRASE)
        .with("S3_SECRET", secretKey)
        .run(
            Stream.concat(
                    Stream.of("repo", command, "--config", config.toString()), Stream.of(more))
                .toArray(String[]::new));
  }

  @Test
  void aServerThatOverwritesWithoutAWordIsRefusedBeforeAnythingIsWritten() throws Exception {
    try (CarelessS3 server = new CarelessS3()) {
      use(server.endpoint(), "anyone", "anything");

      for (String command : new String[] {"init", "prune"}) {
        Commands.Result refused = repo(command);

        assertThat(refused.exit()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err())
            .contains("conditional put (If-None-Match: *)", "HTTP 200", "HTTP 412")
            .contains("next: ", "docs/s3-servers.md");
      }
      assertThat(server.written()).isNotEmpty().allMatch(key -> key.contains("/probe/"));
    }
  }
}
