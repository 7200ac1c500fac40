package io.salvaguarda.backup.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.repository.RecipientInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipientProofTest {

  private static final Instant NOW = Instant.parse("2026-01-01T06:45:00Z");
  private static final Duration EVERY = Duration.ofDays(90);

  @Test
  void aNewRecipientHasTheWholePeriodForItsFirstProof() {
    assertThat(proof(days(89), null).overdue()).isFalse();
    assertThat(proof(days(91), null).overdue()).isTrue();
    assertThat(proof(days(91), null).dueAt()).isEqualTo(NOW.minus(Duration.ofDays(1)));
  }

  @Test
  void theLastProofCountsHoweverOldTheRecipientIs() {
    assertThat(proof(days(900), days(89)).overdue()).isFalse();
    assertThat(proof(days(900), days(91)).overdue()).isTrue();
  }

  @Test
  void aProofIsWrittenDownBeforeHalfOfThePeriodIsLeftAndNotEachDay() {
    assertThat(worthRecording(null)).isTrue();
    assertThat(worthRecording(days(46))).isTrue();
    assertThat(worthRecording(days(44))).isFalse();
  }

  private static Instant days(int ago) {
    return NOW.minus(Duration.ofDays(ago));
  }

  private static boolean worthRecording(Instant proven) {
    return RecipientProof.isWorthRecording(recipient(days(900), proven), EVERY, NOW);
  }

  private static RecipientProof proof(Instant created, Instant proven) {
    return RecipientProof.of(recipient(created, proven), EVERY, NOW);
  }

  private static RecipientInfo recipient(Instant created, Instant proven) {
    return new RecipientInfo(
        "escrow", "public-key", created, Optional.ofNullable(proven), Optional.of("00"));
  }
}
