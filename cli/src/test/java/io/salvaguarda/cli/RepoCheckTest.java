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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepoCheckTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final Instant AT = Instant.parse("2026-01-02T02:00:01Z");
  private static final BackupId FIRST = BackupId.of("shop", BackupId.Kind.LOGICAL, AT, "1a2b3c");
  private static final BackupId SECOND =
      BackupId.of("shop", BackupId.Kind.LOGICAL, AT.plusSeconds(86_400), "4d5e6f");

  @TempDir Path folder;
  private Path repository;

  @BeforeEach
  void twoBackupsThatShareMostChunks() throws IOException {
    repository = folder.resolve("repo");
    byte[] dump = new byte[12_000_000];
    new Random(7).nextBytes(dump);
    try (DirectoryObjectStore store = new DirectoryObjectStore(repository)) {
      BackupRepository made = BackupRepository.create(store, PASSPHRASE);
      backUp(made, FIRST, dump);
      dump[11_999_999] ^= 1;
      backUp(made, SECOND, dump);
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

  @Test
  void aSoundRepositoryIsReadOnceHoweverManyBackupsShareItsChunks() throws IOException {
    JsonNode look = json(check("--json"));
    JsonNode all = json(check("--json", "--read-data"));
    long parts = 0;
    for (String part : List.of("1/3", "2/3", "3/3")) {
      parts += json(check("--json", "--read-data=" + part)).path("readChunks").asLong();
    }

    assertThat(look.path("sound").asBoolean()).isTrue();
    assertThat(look.path("backups").asInt()).isEqualTo(2);
    assertThat(look.path("readChunks").asLong()).isZero();
    assertThat(all.path("readChunks").asLong()).isEqualTo(chunks().size());
    assertThat(parts).isEqualTo(chunks().size());
    assertThat(check().out()).startsWith("sound: 2 backups");
  }

  @Test
  void aChunkThatIsGoneIsNamedWithTheBackupsThatNeedIt() throws IOException {
    Path shared = chunks().getFirst();
    for (Path chunk : chunks()) {
      if (Files.getLastModifiedTime(chunk).compareTo(Files.getLastModifiedTime(shared)) < 0) {
        shared = chunk;
      }
    }
    Files.delete(shared);

    Commands.Result result = check();

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains("MISSING chunk " + shared.getFileName())
        .contains("AFFECTED " + FIRST)
        .contains("AFFECTED " + SECOND)
        .contains("NOT SOUND");
  }

  @Test
  void aBitThatFlippedIsFoundOnlyByReading() throws IOException {
    Path chunk = chunks().getLast();
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[bytes.length / 2] ^= 1;
    Files.write(chunk, bytes);

    Commands.Result looked = check();
    Commands.Result read = check("--read-data", "--json");

    assertThat(looked.exit()).isZero();
    assertThat(read.exit()).isEqualTo(ExitCode.FAILED);
    JsonNode fault = Json.MAPPER.readTree(read.out()).at("/faults/0");
    assertThat(fault.path("kind").asText()).isEqualTo("DAMAGED");
    assertThat(fault.path("chunkId").asText()).isEqualTo(chunk.getFileName().toString());
  }

  @Test
  void aManifestThatIsDamagedIsNamed() throws IOException {
    Path manifest = repository.resolve("backups/" + FIRST + "/manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("daily", "dayly"));

    Commands.Result result = check();

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out()).contains("UNREADABLE backups/" + FIRST).contains("not authentic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/7", "8/7", "half", "1/0", "-1/7", ""})
  void aPartThatIsNoneIsAUsageMistake(String part) {
    Commands.Result result = check("--read-data=" + part);

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--read-data=1/7");
  }

  private Commands.Result check(String... more) {
    String[] arguments =
        Stream.concat(
                Stream.of("repo", "check", "--directory", repository.toString()), Stream.of(more))
            .toArray(String[]::new);
    return new Commands(folder.resolve("no-suite"))
        .with("SALVA_PASSPHRASE", PASSPHRASE)
        .run(arguments);
  }

  private static JsonNode json(Commands.Result result) throws IOException {
    assertThat(result.exit()).as(result.err()).isZero();
    return Json.MAPPER.readTree(result.out());
  }

  private List<Path> chunks() throws IOException {
    try (Stream<Path> files = Files.walk(repository.resolve("chunks"))) {
      return files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }
}
