package io.salvaguarda.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProofTest {

  private static final Instant EARLY = Instant.parse("2026-03-01T02:00:00Z");
  private static final Instant LATE = Instant.parse("2026-03-08T02:00:00Z");

  private static Proof passed(Instant at) {
    return Proof.of(ProofStatus.VERIFIED, Level.CONTENT, at);
  }

  private static Proof failed(Instant at) {
    return Proof.of(ProofStatus.QUARANTINED, Level.INTEGRITY, at);
  }

  private static Proof unclear(Instant at) {
    return Proof.of(ProofStatus.INCONCLUSIVE, null, at);
  }

  @Test
  void aPassVerifiesAndAFailureQuarantines() {
    assertThat(Proof.NONE.after(passed(EARLY)).status()).isEqualTo(ProofStatus.VERIFIED);
    assertThat(passed(EARLY).after(failed(LATE))).isEqualTo(failed(LATE));
    assertThat(failed(EARLY).after(passed(LATE))).isEqualTo(passed(LATE));
  }

  @Test
  void onlyAVerifiedBackupHasATimeOfVerification() {
    assertThat(passed(EARLY).verifiedAt()).isEqualTo(EARLY);
    assertThat(failed(EARLY).verifiedAt()).isNull();
  }

  @Test
  void anInconclusiveTryTakesNothingBack() {
    assertThat(passed(EARLY).after(unclear(LATE))).isEqualTo(passed(EARLY));
    assertThat(failed(EARLY).after(unclear(LATE))).isEqualTo(failed(EARLY));
    assertThat(Proof.NONE.after(unclear(LATE)).status()).isEqualTo(ProofStatus.INCONCLUSIVE);
  }

  @Test
  void whatIsHeardLateChangesNothing() {
    assertThat(failed(LATE).after(passed(EARLY))).isEqualTo(failed(LATE));
  }
}
