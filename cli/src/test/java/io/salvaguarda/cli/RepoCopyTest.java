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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies, and the pruning of what a deleted backup leaves. */
class RepoCopyTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final Instant AT = Instant.parse("2026-01-02T02:00:01Z");
  private static final BackupId ID = BackupId.of("shop", BackupId.Kind.LOGICAL, AT, "1a2b3c");

  @TempDir Path folder;
  private Path repository;
  private byte[] dump;

  @BeforeEach
  void oneBackup() throws IOException {
    repository = folder.resolve("repo");
    dump = new byte[6_000_000];
    new Random(7).nextBytes(dump);
    JsonNode none = Json.MAPPER.createObjectNode();
    try (DirectoryObjectStore store = new DirectoryObjectStore(repository);
        BackupWriter writer = BackupRepository.create(store, PASSPHRASE).newBackup(ID)) {
      writer.write("dump", new ByteArrayInputStream(dump), Progress.NONE);
      writer.commit(new BackupFacts("daily", "a-job", 1, AT, AT, none, none, none));
    }
    Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
  }

  private Commands.Result repo(String command, Path where, String... more) {
    Stream<String> own =
        Stream.of(
            "repo",
            command,
            "--directory",
            where.toString(),
            "--passphrase-file",
            folder.resolve("passphrase").toString());
    return new Commands(folder.resolve("no-suite"))
        .run(Stream.concat(own, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void aCopyIsARepositoryFromWhichADumpCanBeHadWhenTheFirstIsGone() throws IOException {
    Path second = folder.resolve("second");

    Commands.Result first = repo("copy", repository, "--to-directory", second.toString());
    Commands.Result again = repo("copy", repository, "--to-directory", second.toString());
    Files.move(repository, folder.resolve("gone"));
    Path out = folder.resolve("out.dump");
    Commands.Result extracted = repo("extract", second, ID.toString(), "--to", out.toString());

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains(ID + "  COPIED").contains("1 backups were missing");
    assertThat(again.out()).contains("0 backups were missing");
    assertThat(extracted.exit()).as(extracted.err()).isZero();
    assertThat(Files.readAllBytes(out)).isEqualTo(dump);
  }

  @Test
  void aDamagedBackupIsNotCopiedAndTold() throws IOException {
    Path chunk = chunks().getFirst();
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[bytes.length / 2] ^= 1;
    Files.write(chunk, bytes);

    Commands.Result result =
        repo("copy", repository, "--to-directory", folder.resolve("second").toString());

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out())
        .contains("NOT COPIED, damaged")
        .contains(chunk.getFileName().toString());
    assertThat(folder.resolve("second/backups/" + ID + "/manifest.json")).doesNotExist();
  }

  @Test
  void whatNoBackupNeedsIsMarkedAndNotDeletedBeforeItsGrace() throws IOException {
    Files.delete(repository.resolve("backups/" + ID + "/manifest.json"));
    for (Path chunk : chunks()) {
      Files.setLastModifiedTime(chunk, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
    }
    int before = chunks().size();

    JsonNode dry = Json.MAPPER.readTree(repo("prune", repository, "--dry-run", "--json").out());
    JsonNode marked = Json.MAPPER.readTree(repo("prune", repository, "--json").out());
    JsonNode waiting = Json.MAPPER.readTree(repo("prune", repository, "--json").out());

    assertThat(dry.at("/MARKED/chunks").asInt()).isEqualTo(before);
    assertThat(marked.at("/MARKED/chunks").asInt()).isEqualTo(before);
    assertThat(waiting.at("/WAITING/chunks").asInt()).isEqualTo(before);
    assertThat(chunks()).hasSize(before);
    assertThat(repo("prune", repository).out()).contains("its grace is not over");
  }

  @Test
  void aGraceThatIsTooShortIsRefused() {
    Commands.Result result = repo("prune", repository, "--grace-days", "6");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--grace-days: 6").contains("at least 7");
  }

  private List<Path> chunks() {
    try (Stream<Path> files = Files.walk(repository.resolve("chunks"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
