package io.salvaguarda.verify.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.Level;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.store.StoreException;
import io.salvaguarda.repository.store.directory.DirectoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {

  private final Verdicts verdicts = new Verdicts("main");

  static Stream<IOException> troublesOfTheStore() {
    return Stream.of(
        new StoreException.Unavailable("503"),
        new StoreException.Denied("403"),
        new StoreException.Full("no space", null),
        new StoreException.NotFound("an object that is not a chunk"),
        new IOException("No space left on device"),
        new IOException("Broken pipe"));
  }

  @ParameterizedTest
  @MethodSource("troublesOfTheStore")
  void noTroubleOfAStoreSpeaksAgainstABackup(IOException trouble) {
    assertThat(verdicts.of(trouble, Optional.of(Level.INTEGRITY)))
        .isInstanceOf(Verdict.Inconclusive.class);
  }

  @ParameterizedTest
  @EnumSource(PostgresError.class)
  void noTroubleOfAToolOrSandboxSpeaksAgainstABackup(PostgresError error) {
    PostgresFailure trouble = PostgresFailure.retryable(error, "said", "do");

    Verdict verdict = verdicts.of(trouble, Optional.empty());

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            open -> assertThat(open.failure().kind()).isEqualTo(FailureKind.INCONCLUSIVE));
  }

  @Test
  void refusedCredentialsAreNotTriedAgain() {
    Verdict verdict = verdicts.of(new StoreException.Denied("403"), Optional.empty());

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            open -> {
              assertThat(open.failure().kind()).isEqualTo(FailureKind.TERMINAL);
              assertThat(open.failure().errorClass()).isEqualTo(ErrorClass.STORE_DENIED);
            });
  }

  @Test
  void aRepositoryThatIsNotThereIsTriedAgain(@TempDir Path empty) throws IOException {
    try {
      BackupRepository.open(new DirectoryObjectStore(empty.resolve("disk")), "passphrase");
    } catch (RepositoryException absent) {
      assertThat(verdicts.of(absent, Optional.empty()))
          .isInstanceOfSatisfying(
              Verdict.Inconclusive.class,
              open -> assertThat(open.failure().kind()).isEqualTo(FailureKind.INCONCLUSIVE));
      return;
    }
    throw new AssertionError("opened a repository that is not there");
  }
}
