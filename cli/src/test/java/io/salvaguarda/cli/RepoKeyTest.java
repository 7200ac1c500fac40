package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Progress;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can open a repository, with no service up and no configuration. */
class RepoKeyTest {
  private static final String FIRST = "correct horse battery staple";

  @TempDir Path folder;
  private Commands salva;
  private Path repository;
  private Path machine;
  private Path escrow;
  private Path escrowPublic;

  @BeforeEach
  void aRepositoryAndKeysThatAreNotItsOwnYet() throws IOException {
    salva = new Commands(folder.resolve("no-suite")).with("SALVA_PASSPHRASE", FIRST);
    repository = folder.resolve("repo");
    machine = folder.resolve("machine.key");
    escrow = folder.resolve("escrow.pem");
    escrowPublic = folder.resolve("escrow.pub.pem");
    done(repo("init"));
    done(run("repo", "key", "generate", "--to", machine.toString()));
    done(run("repo", "key", "generate", "--escrow", "--to", escrow.toString()));
  }

  @Test
  void generatedKeysAreForTheirOwnerOnlyAndNeverShown() throws IOException {
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(machine));
    Commands.Result again = run("repo", "key", "generate", "--to", machine.toString());
    Commands.Result json =
        run(
            "repo",
            "key",
            "generate",
            "--json",
            "--escrow",
            "--to",
            folder.resolve("e2").toString());

    assertThat(mode).isEqualTo("rw-------");
    assertThat(Files.getPosixFilePermissions(escrow))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(again.exit()).as("a key is never overwritten").isEqualTo(ExitCode.REFUSED);
    assertThat(json.out())
        .doesNotContain(Files.readString(folder.resolve("e2")).lines().toList().get(1))
        .contains("e2.pub");
  }

  @Test
  void everyKindOfRecipientIsAddedAndOpens() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "another passphrase\n");

    done(repo("key", "add", "machine", "--new-key-file", machine.toString()));
    done(repo("key", "add", "escrow", "--public-key", escrowPublic.toString()));
    done(repo("key", "add", "dba", "--new-passphrase-file", secret.toString()));
    salva.without("SALVA_PASSPHRASE");

    JsonNode list =
        Json.MAPPER.readTree(
            done(repo("key", "list", "--json", "--key-file", escrow.toString())).out());
    assertThat(list.findValuesAsText("name"))
        .containsExactly("passphrase", "machine", "escrow", "dba");
    assertThat(list.findValuesAsText("kind"))
        .containsExactly("passphrase", "key-file", "public-key", "passphrase");
    done(repo("list", "--key-file", machine.toString()));
    done(repo("list", "--passphrase-file", secret.toString()));
    done(salva.typing("another passphrase").run(inDirectory("list")));
  }

  @Test
  void newPassphrasesAreTypedTwiceOrComeFromTheEnvironment() {
    done(salva.typing("new one", "new one").run(inDirectory("key", "add", "typed")));
    Commands.Result differ =
        salva.typing("new one", "other one").run(inDirectory("key", "add", "differs"));
    salva.with("SALVA_NEW_PASSPHRASE", "from the environment");
    done(repo("key", "rotate", "typed"));

    assertThat(differ.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(differ.err()).contains("differ").doesNotContain("other one");
    salva.with("SALVA_PASSPHRASE", "from the environment");
    assertThat(done(repo("key", "list")).out()).contains("typed (used now)");
  }

  @Test
  void withoutAPassphraseItSaysWhereOneCouldComeFrom() {
    salva.without("SALVA_PASSPHRASE");

    Commands.Result open = repo("list");
    Commands.Result add =
        salva.with("SALVA_PASSPHRASE", FIRST).run(inDirectory("key", "add", "dba"));

    assertThat(open.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(open.err()).contains("--passphrase-file").contains("SALVA_PASSPHRASE");
    assertThat(add.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(add.err()).contains("--new-passphrase-file").contains("SALVA_NEW_PASSPHRASE");
  }

  @Test
  void nobodyIsLockedOutByMistake() {
    Commands.Result last = repo("key", "remove", "passphrase", "--even-mine");
    done(repo("key", "add", "machine", "--new-key-file", machine.toString()));
    Commands.Result mine = repo("key", "remove", "passphrase");
    Commands.Result nobody = repo("key", "remove", "nobody");
    Commands.Result taken = repo("key", "add", "machine", "--public-key", escrowPublic.toString());
    Commands.Result told = repo("key", "remove", "passphrase", "--even-mine");

    assertThat(last.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(last.err()).contains("last recipient").contains("salva repo key add");
    assertThat(mine.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(mine.err()).contains("--even-mine");
    assertThat(nobody.exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(nobody.err()).contains("passphrase, machine");
    assertThat(taken.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(told.exit()).isZero();
    assertThat(repo("list").exit()).as("the passphrase is out").isEqualTo(ExitCode.USAGE);
    done(repo("list", "--key-file", machine.toString()));
  }

  @Test
  void theOfflineKeyIsProvenWithItselfAlone() throws IOException {
    done(repo("key", "add", "escrow", "--public-key", escrowPublic.toString()));
    aBackup();
    salva.without("SALVA_PASSPHRASE");
    String before = Files.readString(repository.resolve("repository.json"));

    Commands.Result proof = repo("key", "prove", "--key-file", escrow.toString());
    Commands.Result stranger = repo("key", "prove", "--key-file", machine.toString());
    Commands.Result none = repo("key", "prove");

    assertThat(done(proof).out()).contains("recipient escrow opens").contains("shop/logical/");
    assertThat(Files.readString(repository.resolve("repository.json"))).isEqualTo(before);
    assertThat(stranger.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(stranger.err()).contains("the key file does not open");
    assertThat(none.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("--key-file FILE");

    done(repo("key", "prove", "--key-file", escrow.toString(), "--record"));
    assertThat(done(repo("key", "list", "--key-file", escrow.toString())).out())
        .containsPattern("escrow .*public-key .*ago.*ago");
  }

  @Test
  void aProofFailsWhereTheBackupCannotBeRead() throws IOException {
    done(repo("key", "add", "escrow", "--public-key", escrowPublic.toString()));
    aBackup();
    try (Stream<Path> files = Files.walk(repository.resolve("chunks"))) {
      Files.delete(files.filter(Files::isRegularFile).findFirst().orElseThrow());
    }

    assertThat(repo("key", "prove", "--key-file", escrow.toString()).exit())
        .isEqualTo(ExitCode.FAILED);
  }

  @Test
  void keysOfTheWrongKindAreToldApart() throws IOException {
    Commands.Result privateAsPublic = repo("key", "add", "x", "--public-key", escrow.toString());
    Commands.Result privateAsFile = repo("key", "add", "x", "--new-key-file", escrow.toString());
    Commands.Result publicToOpen = repo("list", "--key-file", escrowPublic.toString());
    Files.setPosixFilePermissions(machine, PosixFilePermissions.fromString("rw-r--r--"));
    Commands.Result open = repo("list", "--key-file", machine.toString());
    Commands.Result both = repo("list", "--key-file", machine.toString(), "--passphrase-file", "x");
    Commands.Result name = repo("key", "add", "Two Words", "--public-key", escrowPublic.toString());

    assertThat(privateAsPublic.err()).contains("--public-key").contains("\"PRIVATE KEY\"");
    assertThat(privateAsFile.err()).contains("--new-key-file").contains("--public-key");
    assertThat(publicToOpen.err()).contains("holds a public key");
    assertThat(open.err()).contains("open to others").contains("chmod 600");
    assertThat(both.err()).contains("exclude each other");
    assertThat(name.err()).contains("a-z, 0-9");
    assertThat(Stream.of(privateAsPublic, privateAsFile, publicToOpen, open, both, name))
        .allMatch(result -> result.exit() == ExitCode.USAGE);
  }

  @Test
  void aRepositoryIsMadeOnceAndNeverByMistake() {
    Commands.Result again = repo("init");
    Commands.Result missing =
        run("repo", "list", "--directory", folder.resolve("nowhere").toString());
    Commands.Result mixed = repo("list", "--config", "salvaguarda.yaml");

    assertThat(again.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(missing.exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(folder.resolve("nowhere")).doesNotExist();
    assertThat(mixed.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(mixed.err()).contains("--directory");
  }

  @Test
  void aConfigurationMayNameTheKeyFileOrBeOverruled() throws IOException {
    done(repo("key", "add", "machine", "--new-key-file", machine.toString()));
    done(repo("key", "add", "escrow", "--public-key", escrowPublic.toString()));
    Path config =
        Files.writeString(
            folder.resolve("salvaguarda.yaml"),
            """
            version: 1
            repositories: { disk: { type: directory, path: repo, keyFile: machine.key } }
            sources: {}
            channels: { me: { type: mail, to: [me@example.org] } }
            teams: { me: { channels: [me] } }
            defaultTeam: me
            """);

    Commands.Result configured = run("repo", "key", "list", "--config", config.toString());
    Commands.Result overruled =
        run("repo", "key", "list", "--config", config.toString(), "--key-file", escrow.toString());
    done(repo("key", "remove", "machine"));
    Commands.Result out = run("repo", "list", "--config", config.toString());

    assertThat(done(configured).out()).contains("machine (used now)");
    assertThat(done(overruled).out()).contains("escrow (used now)");
    assertThat(out.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(out.err()).contains("keyFile of repositories.disk");
  }

  @Test
  void infoTellsWhatIsThereAndWhoCanOpenIt() throws Exception {
    done(repo("key", "add", "escrow", "--public-key", escrowPublic.toString()));
    aBackup();

    JsonNode info = Json.MAPPER.readTree(done(repo("info", "--json")).out());

    assertThat(info.path("openedBy").asText()).isEqualTo("passphrase");
    assertThat(info.path("recipients")).hasSize(2);
    assertThat(info.path("backups").asInt()).isEqualTo(1);
    assertThat(info.path("plainBytes").asLong()).isEqualTo(10_000);
    assertThat(info.at("/sources/0/source").asText()).isEqualTo("shop");
    assertThat(done(repo("info")).out()).contains("escrow (public-key)").contains("9.8 KiB");
  }

  private void aBackup() throws IOException {
    JsonNode none = Json.MAPPER.createObjectNode();
    Instant at = Instant.parse("2026-01-02T02:00:01Z");
    BackupId id = BackupId.of("shop", BackupId.Kind.LOGICAL, at, "1a2b3c");
    try (DirectoryObjectStore store = new DirectoryObjectStore(repository)) {
      BackupRepository opened = BackupRepository.open(store, FIRST);
      try (BackupWriter writer = opened.newBackup(id)) {
        writer.write("dump", new ByteArrayInputStream(new byte[10_000]), Progress.NONE);
        writer.commit(new BackupFacts("daily", "a-job", 1, at, at, none, none, none));
      }
    }
  }

  private static Commands.Result done(Commands.Result result) {
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  private Commands.Result repo(String... arguments) {
    return run(inDirectory(arguments));
  }

  private Commands.Result run(String... arguments) {
    return salva.run(arguments);
  }

  private String[] inDirectory(String... arguments) {
    return Stream.of(
            Stream.of("repo"),
            Stream.of(arguments),
            Stream.of("--directory", repository.toString()))
        .flatMap(part -> part)
        .toArray(String[]::new);
  }
}
