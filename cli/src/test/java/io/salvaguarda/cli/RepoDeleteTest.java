package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.repository.BackupFacts;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.BackupWriter;
import io.salvaguarda.repository.Hold;
import io.salvaguarda.repository.Progress;
import io.salvaguarda.repository.VerificationMark;
import io.salvaguarda.repository.VerificationMark.Outcome;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepoDeleteTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final Instant AT = Instant.parse("2026-01-02T02:00:01Z");
  private static final BackupId OLD = id(0);
  private static final BackupId VERIFIED = id(1);
  private static final BackupId NEWEST = id(2);

  @TempDir Path folder;
  private DirectoryObjectStore store;
  private BackupRepository repository;

  @BeforeEach
  void threeBackupsOfWhichTwoAreVerified() throws IOException {
    store = new DirectoryObjectStore(folder.resolve("repo"));
    repository = BackupRepository.create(store, PASSPHRASE);
    for (BackupId id : List.of(OLD, VERIFIED, NEWEST)) {
      var none = Json.MAPPER.createObjectNode();
      try (BackupWriter writer = repository.newBackup(id)) {
        writer.write("dump", new ByteArrayInputStream(new byte[100]), Progress.NONE);
        writer.commit(new BackupFacts("daily", "a-job", 1, AT, AT, none, none, none));
      }
    }
    mark(OLD, Outcome.PASSED);
    mark(VERIFIED, Outcome.PASSED);
    Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aBackupIsDeletedAndTheOthersStay() throws IOException {
    Commands.Result result = delete(OLD.toString(), "--json");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(Json.MAPPER.readTree(result.out()).at("/0/outcome").asText()).isEqualTo("DELETED");
    assertThat(repository.list()).containsExactly(NEWEST, VERIFIED);
  }

  @Test
  void theLastVerifiedOneStaysUnlessThatIsSaid() throws IOException {
    Commands.Result both = delete(OLD.toString(), VERIFIED.toString());

    assertThat(both.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(both.err()).contains("last verified one", "--even-last");
    assertThat(repository.list()).hasSize(3);
    assertThat(delete(OLD.toString(), VERIFIED.toString(), "--even-last").exit()).isZero();
    assertThat(repository.list()).containsExactly(NEWEST);
    assertThat(delete(NEWEST.toString()).err()).contains("last one that may be good");
    mark(NEWEST, Outcome.FAILED);
    assertThat(delete(NEWEST.toString()).exit()).as("a bad one may go").isZero();
  }

  @Test
  void whatIsHeldStaysAndSoDoesAllElseThatWasNamed() throws IOException {
    repository.hold(NEWEST, new Hold.Placed("ops", "case 4711", AT));

    Commands.Result result = delete(OLD.toString(), NEWEST.toString());

    assertThat(result.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains("held by ops: case 4711");
    assertThat(repository.list()).hasSize(3);
  }

  @Test
  void whatIsNotThereAndWhatIsNoBackupIsSaid() {
    assertThat(delete(id(9).toString()).exit()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(delete("../../etc/passwd").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(delete().exit()).isEqualTo(ExitCode.USAGE);
  }

  private void mark(BackupId id, Outcome outcome) throws IOException {
    repository.mark(
        new VerificationMark(id, "v-" + outcome, outcome, Optional.empty(), AT, List.of()));
  }

  private static BackupId id(int day) {
    return BackupId.of("shop", BackupId.Kind.LOGICAL, AT.plus(Duration.ofDays(day)), "1a2b3c");
  }

  private Commands.Result delete(String... more) {
    Stream<String> own =
        Stream.of(
            "repo",
            "delete",
            "--directory",
            folder.resolve("repo").toString(),
            "--passphrase-file",
            folder.resolve("passphrase").toString());
    return new Commands(folder.resolve("no-suite"))
        .run(Stream.concat(own, Stream.of(more)).toArray(String[]::new));
  }
}
