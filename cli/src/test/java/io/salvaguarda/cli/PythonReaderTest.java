package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.postgres.dump.LogicalDump;
import io.salvaguarda.postgres.session.SnapshotSession;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Progress;
import io.salvaguarda.repository.RepositoryKeyring;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.key.KeyFile;
import io.salvaguarda.repository.key.Passphrase;
import io.salvaguarda.repository.key.RecipientPrivateKey;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit that lets people trust us: what we wrote is restored without a line of our code. */
class PythonReaderTest {
  private static final Map<String, String> PASSPHRASE = Map.of("SALVA_PASSPHRASE", "Grüße, 世界");
  private static final BackupId BACKUP =
      BackupId.of(
          "shop", BackupId.Kind.LOGICAL, Instant.parse("2026-01-02T02:00:00Z"), "1a2b3c4d5e6f");

  private static Path folder;
  private static byte[] dump;

  /** A copy of the repository for each test: some do harm to it. */
  @TempDir Path copy;

  @BeforeAll
  static void aRealDumpInARealRepository() throws Exception {
    PythonReader.requireOrSkip();
    folder =
        Files.createTempDirectory(
            "salvaguarda-reader-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    try (PostgresServer server = PostgresServer.start(folder.resolve("pg"))) {
      server.execute(
          "postgres",
          "create table orders as select n, md5(n::text) || md5((n * 7)::text) as what"
              + " from generate_series(1, 150000) n",
          "create table \"odd é\nname\" as select repeat('x', 1000) as same"
              + " from generate_series(1, 5000)");
      try (SnapshotSession session = SnapshotSession.open(server.connection("postgres")).orThrow();
          LogicalDump pgDump =
              LogicalDump.start(ToolContext.of(PgTools.newest().orThrow()), session).orThrow()) {
        dump = pgDump.stream().readAllBytes();
      }
    }
    write();
  }

  private static void write() throws Exception {
    JsonNode none = Json.MAPPER.createObjectNode();
    Instant at = Instant.parse("2026-01-02T02:00:01.123456Z");
    try (DirectoryObjectStore store = new DirectoryObjectStore(folder.resolve("repo"))) {
      Passphrase passphrase = Passphrase.of(PASSPHRASE.get("SALVA_PASSPHRASE"));
      BackupRepository repository = BackupRepository.create(store, passphrase);
      try (BackupWriter writer = repository.newBackup(BACKUP)) {
        writer.write("globals", new ByteArrayInputStream("-- é\n".getBytes()), Progress.NONE);
        writer.write("dump", new ByteArrayInputStream(dump), Progress.NONE);
        writer.commit(new BackupFacts("daily", "a-job", 1, at, at, none, none, none));
      }
      byte[] key = KeyFile.newContent();
      RecipientPrivateKey escrow = RecipientPrivateKey.generate();
      Files.write(folder.resolve("machine.key"), key);
      Files.writeString(folder.resolve("escrow.pem"), escrow.toPem());
      RepositoryKeyring keyring = RepositoryKeyring.open(store, passphrase);
      keyring.add("machine", KeyFile.of(key));
      keyring.add("escrow", escrow.publicKey());
    }
  }

  @BeforeEach
  void aCopy() throws IOException {
    copyTree(folder.resolve("repo"), copy.resolve("repo"));
  }

  @AfterAll
  static void wipe() throws IOException {
    if (folder != null) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  @Test
  void whatPgDumpWroteComesBackByteByByteAndPgRestoreTakesIt() throws Exception {
    Path target = copy.resolve("shop.dump");

    PythonReader.Result list = read("list");
    PythonReader.Result extract = read("extract", BACKUP.toString(), "--to", target.toString());

    assertThat(list.exit()).as(list.text()).isZero();
    assertThat(list.text())
        .contains(BACKUP.toString())
        .contains("UNVERIFIED")
        .contains("dump (" + dump.length + " bytes)");
    assertThat(extract.exit()).as(extract.text()).isZero();
    assertThat(Arrays.equals(Files.readAllBytes(target), dump)).isTrue();
    assertThat(dump.length).as("more than a chunk").isGreaterThan(12_000_000);
    String pgRestore = PgTools.newest().orThrow().find("pg_restore").orThrow().toString();
    PythonReader.Result restored =
        PythonReader.run(Map.of(), pgRestore, "--list", target.toString()).orElseThrow();
    assertThat(restored.exit()).isZero();
    assertThat(restored.text()).contains("TABLE DATA public orders");
  }

  @Test
  void everyKindOfRecipientOpens() throws Exception {
    for (String key : List.of("machine.key", "escrow.pem")) {
      PythonReader.Result globals =
          PythonReader.read(
              Map.of(),
              "--key-file",
              folder.resolve(key).toString(),
              copy.resolve("repo").toString(),
              "extract",
              BACKUP.toString(),
              "--stream",
              "globals");

      assertThat(globals.exit()).as(globals.text()).isZero();
      assertThat(globals.text()).as(key).isEqualTo("-- é\n");
    }
  }

  @Test
  void aWrongPassphraseOpensNothing() throws Exception {
    PythonReader.Result result =
        PythonReader.read(
            Map.of("SALVA_PASSPHRASE", "grüße, 世界"), copy.resolve("repo").toString(), "list");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.text()).isEqualTo("salvaguarda_reader: that does not open this repository\n");
  }

  @Test
  void aChangedBitAnywhereIsNoticedAndLeavesNoDump() throws Exception {
    Path target = copy.resolve("shop.dump");
    for (String what : List.of("chunks", "backups", "repository.json")) {
      Path file = largestBelow(copy.resolve("repo").resolve(what));
      byte[] bytes = Files.readAllBytes(file);
      byte[] changed = bytes.clone();
      changed[bytes.length * 2 / 3] ^= 1;
      Files.write(file, changed);

      PythonReader.Result result = read("extract", BACKUP.toString(), "--to", target.toString());

      assertThat(result.exit()).as(what).isEqualTo(1);
      assertThat(target).doesNotExist();
      Files.deleteIfExists(copy.resolve("shop.dump.partial"));
      Files.write(file, bytes);
    }
    assertThat(read("extract", BACKUP.toString(), "--to", target.toString()).exit()).isZero();
  }

  @Test
  void aChunkThatIsGoneAndAManifestThatMovedAreNoticed() throws Exception {
    Path manifest = copy.resolve("repo/backups/" + BACKUP + "/manifest.json");
    Path moved = copy.resolve("repo/backups/other/logical/2026-01-02_02-00-00-1a2b3c4d5e6f");
    Files.createDirectories(moved);
    Files.copy(manifest, moved.resolve("manifest.json"));
    Files.delete(largestBelow(copy.resolve("repo/chunks")));

    PythonReader.Result list = read("list");
    PythonReader.Result extract = read("extract", BACKUP.toString(), "--to", copy + "/x");

    assertThat(list.text()).containsPattern("other/logical/\\S+ +DAMAGED .*not authentic");
    assertThat(extract.exit()).isEqualTo(1);
    assertThat(copy.resolve("x")).doesNotExist();
  }

  @Test
  void whatAVerificationHasProvenBadIsNotExtractedByMistake() throws Exception {
    try (DirectoryObjectStore store = new DirectoryObjectStore(copy.resolve("repo"))) {
      BackupRepository.open(store, PASSPHRASE.get("SALVA_PASSPHRASE"))
          .mark(
              new VerificationMark(
                  BACKUP,
                  "a-verification",
                  VerificationMark.Outcome.FAILED,
                  Optional.empty(),
                  Instant.parse("2026-01-02T03:00:00Z"),
                  List.of()));
    }

    assertThat(read("extract", BACKUP.toString(), "--stream", "globals").text())
        .contains("proven this backup bad");
    assertThat(read("extract", BACKUP.toString(), "--stream", "globals", "--even-bad").text())
        .isEqualTo("-- é\n");
  }

  private PythonReader.Result read(String... arguments) throws IOException {
    String[] all =
        Stream.concat(Stream.of(copy.resolve("repo").toString()), Stream.of(arguments))
            .toArray(String[]::new);
    return PythonReader.read(PASSPHRASE, all);
  }

  private static Path largestBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Files.copy(path, to.resolve(from.relativize(path).toString()));
    }
  }
}
