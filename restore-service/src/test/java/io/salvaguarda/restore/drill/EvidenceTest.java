package io.salvaguarda.restore.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final Instant TARGET = Instant.parse("2026-03-01T12:00:00Z");

  private static Optional<Instant> before(long seconds) {
    return Optional.of(TARGET.minusSeconds(seconds));
  }

  private static Evidence evidence(Optional<Instant> beat, Optional<Instant> commit) {
    return new Evidence(TARGET, beat, commit, Optional.of(Duration.ofSeconds(40)));
  }

  @Test
  void aBeatWithinItsIntervalAndTheAllowanceProves() {
    Evidence evidence = evidence(before(40), before(900));

    assertThat(evidence.refuted()).isEmpty();
    assertThat(evidence.reached()).isEqualTo(before(40));
  }

  @Test
  void anOlderBeatDoesNotUnlessUsersCommitted() {
    assertThat(evidence(before(41), before(900)).refuted())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.kind()).isEqualTo(FailureKind.INCONCLUSIVE);
              assertThat(failure.message()).contains(TARGET.minusSeconds(41).toString());
            });
    assertThat(evidence(before(900), before(3)).refuted()).isEmpty();
  }

  @Test
  void whatIsLaterThanTheTargetRefutes() {
    assertThat(evidence(before(-1), before(3)).refuted())
        .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(FailureKind.TERMINAL));
    assertThat(evidence(Optional.empty(), before(-1)).refuted()).isPresent();
  }

  @Test
  void whereNoHeartbeatIsWrittenTheLastCommitWillDo() {
    Evidence evidence = new Evidence(TARGET, Optional.empty(), before(90_000), Optional.empty());

    assertThat(evidence.refuted()).isEmpty();
    assertThat(evidence.reached()).isEqualTo(before(90_000));
  }
}
