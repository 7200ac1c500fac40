package io.salvaguarda.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.repository.store.StoreException;
import java.io.EOFException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

  @ParameterizedTest
  @EnumSource(PostgresError.class)
  void everyPostgresErrorHasAnErrorClass(PostgresError error) {
    PostgresFailure failure =
        PostgresFailure.inconclusive(error, "said", "do").withLogTail(List.of("a line"));

    assertThat(Failures.of(failure))
        .isEqualTo(
            new Failure(
                FailureKind.INCONCLUSIVE,
                ErrorClass.valueOf(error.name()),
                "said",
                "do",
                List.of("a line")));
  }

  @Test
  void anOutageIsRetryableAndNamesTheRepository() {
    Failure failure = Failures.of(new StoreException.Unavailable("503"), "main").orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureKind.RETRYABLE);
    assertThat(failure.errorClass()).isEqualTo(ErrorClass.STORE_UNAVAILABLE);
    assertThat(failure.message()).contains("main").contains("503");
  }

  @Test
  void refusedCredentialsAreTerminalAndNameTheSetting() {
    Failure failure = Failures.of(new StoreException.Denied("403"), "main").orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureKind.TERMINAL);
    assertThat(failure.nextStep()).contains("repositories.main");
  }

  @Test
  void aServerThatIsNoSafePlaceIsTerminalAndNoMatterOfCredentials() {
    Failure failure = Failures.of(new StoreException.Unfit("no such"), "main").orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureKind.TERMINAL);
    assertThat(failure.errorClass()).isEqualTo(ErrorClass.CONFIGURATION);
    assertThat(failure.message()).contains("main").contains("no such");
    assertThat(failure.nextStep()).contains("docs/s3-servers.md");
  }

  @Test
  void anyOtherExceptionIsASurprise() {
    assertThat(Failures.of(new EOFException("cut"), "main")).isEmpty();
  }
}
