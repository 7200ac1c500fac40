package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Progress;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Break-glass: no service is up, and no suite is known. */
class RepoTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final BackupId BACKUP =
      BackupId.of(
          "shop", BackupId.Kind.LOGICAL, Instant.parse("2026-01-02T02:00:00Z"), "1a2b3c4d5e6f");

  @TempDir Path folder;
  private final byte[] dump = new byte[3_000_000];
  private Path config;
  private Commands salva;

  @BeforeEach
  void aRepositoryWithABackup() throws IOException {
    new Random(7).nextBytes(dump);
    try (DirectoryObjectStore store = new DirectoryObjectStore(folder.resolve("repo"))) {
      BackupRepository repository = BackupRepository.create(store, PASSPHRASE);
      try (BackupWriter writer = repository.newBackup(BACKUP)) {
        writer.write("dump", new ByteArrayInputStream(dump), Progress.NONE);
        writer.commit(facts());
      }
    }
    config =
        Files.writeString(
            folder.resolve("salvaguarda.yaml"),
            """
            version: 1
            repositories:
              disk: { type: directory, path: repo, passphrase: "${PASSPHRASE}" }
            sources: {}
            channels: { me: { type: mail, to: [me@example.org] } }
            teams: { me: { channels: [me] } }
            defaultTeam: me
            """);
    salva = new Commands(folder.resolve("no-suite")).with("PASSPHRASE", PASSPHRASE);
  }

  private static BackupFacts facts() {
    JsonNode none = Json.MAPPER.createObjectNode();
    Instant at = Instant.parse("2026-01-02T02:00:01Z");
    return new BackupFacts("daily", "a-job", 1, at, at, none, none, none);
  }

  @Test
  void aBackupIsFoundAndExtractedWithTheRepositoryAlone() throws IOException {
    Path target = folder.resolve("shop.dump");

    Commands.Result list = repo("list");
    Commands.Result extract = extract(target);

    assertThat(list.exit()).isZero();
    assertThat(list.out()).contains(BACKUP.toString()).contains("UNVERIFIED").contains("2.9 MiB");
    assertThat(extract.exit()).isZero();
    assertThat(target).hasBinaryContent(dump);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
  }

  @Test
  void theListIsJsonForPrograms() throws IOException {
    assertThat(Json.MAPPER.readTree(repo("list", "--json").out()))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                [{"backupId":"%s","proof":"UNVERIFIED","snapshotAt":"2026-01-02T02:00:01Z",
                  "plainBytes":3000000,"hold":null}]
                """
                    .formatted(BACKUP)));
  }

  @Test
  void aBackupIsHeldAndReleasedWithTheRepositoryAlone() throws IOException {
    String id = BACKUP.toString();

    Commands.Result held = repo("hold", id, "--reason", "case 4711", "--by", "ops");

    assertThat(held.exit()).isZero();
    assertThat(repo("list").out()).contains("held by ops: case 4711");
    assertThat(Json.MAPPER.readTree(repo("list", "--json").out()).at("/0/hold/reason").asText())
        .isEqualTo("case 4711");
    assertThat(repo("check").out()).contains("HELD " + id + ": held by ops: case 4711");
    assertThat(repo("check", "--json").out()).contains("\"reason\" : \"case 4711\"");
    assertThat(repo("hold", id, "--reason", "another").exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(repo("hold", id, "--reason", " ").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(repo("hold", id.replace("2026", "2025"), "--reason", "x").exit())
        .isEqualTo(ExitCode.NOT_FOUND);

    assertThat(repo("release", id).out()).contains("it was held by ops: case 4711");
    assertThat(repo("release", id).exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(repo("list").out()).doesNotContain("4711");
  }

  @Test
  void onlyOneSourcesBackupsMayBeListed() {
    assertThat(repo("list", "--source", "shop").out()).contains(BACKUP.toString());
    assertThat(repo("list", "--source", "other").out()).isEqualTo("no backups\n");
  }

  @Test
  void aDamagedChunkLeavesNoFileThatLooksLikeADump() throws IOException {
    Path chunk = someFileBelow("repo/chunks");
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[bytes.length / 2] ^= 1;
    Files.write(chunk, bytes);

    Commands.Result result = extract(folder.resolve("shop.dump"));

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("next:");
    assertThat(filesBeginningWith("shop.dump")).isEmpty();
  }

  @Test
  void oneDamagedManifestDoesNotHideTheOthers() throws IOException {
    BackupId other =
        BackupId.of("shop", BackupId.Kind.LOGICAL, Instant.parse("2026-01-03T02:00:00Z"), "0f1e2d");
    Path manifest = folder.resolve("repo/backups/" + other + "/manifest.json");
    Files.createDirectories(manifest.getParent());
    Files.writeString(manifest, "{}");

    Commands.Result result = repo("list");

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains(BACKUP.toString()).containsPattern(other + " +DAMAGED");
  }

  @Test
  void aQuarantinedBackupIsExtractedWithAWarning() throws IOException {
    try (DirectoryObjectStore store = new DirectoryObjectStore(folder.resolve("repo"))) {
      BackupRepository.open(store, PASSPHRASE)
          .mark(
              new VerificationMark(
                  BACKUP,
                  "a-verification",
                  VerificationMark.Outcome.FAILED,
                  Optional.empty(),
                  Instant.parse("2026-01-02T03:00:00Z"),
                  List.of()));
    }

    assertThat(repo("list").out()).contains("QUARANTINED");
    assertThat(extract(folder.resolve("shop.dump")).err()).contains("proven this backup bad");
  }

  @Test
  void whatIsThereIsNeverOverwritten() throws IOException {
    Path target = Files.writeString(folder.resolve("shop.dump"), "precious");

    assertThat(extract(target).exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(target).hasContent("precious");
  }

  @Test
  void aFolderThatIsMissingIsAUsageMistake() {
    Commands.Result result = extract(folder.resolve("none/shop.dump"));

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("no such folder");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String other = BACKUP.toString().replace("2026-01-02", "2026-01-03");

    assertThat(repo("extract", other, "--to", "x").exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(repo("extract", BACKUP.toString(), "--stream", "wal", "--to", "x").exit())
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(repo("extract", "nonsense", "--to", "x").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aWrongPassphraseIsSaidAtOnceAndNotShown() {
    salva.with("PASSPHRASE", "something quite different");

    Commands.Result result = repo("list");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("passphrase").doesNotContain("something quite different");
  }

  @Test
  void anEmptyFolderIsNotMadeARepository() throws IOException {
    Files.move(folder.resolve("repo"), folder.resolve("elsewhere"));

    assertThat(repo("list").exit()).isNotZero();
    assertThat(folder.resolve("repo/repository.json")).doesNotExist();
  }

  @Test
  void everyMistakeOfTheConfigurationIsTold() throws IOException {
    Files.writeString(config, "version: 2\nrepositories: {}\n");

    Commands.Result result = repo("list");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(":1:").contains("defaultTeam").contains("sources");
  }

  private Commands.Result extract(Path target) {
    return repo("extract", BACKUP.toString(), "--to", target.toString());
  }

  private Commands.Result repo(String command, String... more) {
    return salva.run(
        Stream.of(
                Stream.of("repo", command),
                Stream.of(more),
                Stream.of("--config", config.toString()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private Path someFileBelow(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private List<Path> filesBeginningWith(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(name)).toList();
    }
  }
}
