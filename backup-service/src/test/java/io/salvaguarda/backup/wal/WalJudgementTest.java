package io.salvaguarda.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.backup.wal.WalJudgement.Sight;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.postgres.replication.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WalJudgementTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final WalJudgement JUDGEMENT = new WalJudgement("shop", Duration.ofMinutes(5));

  @Test
  void aLagIsToldOnceItIsTooLong() {
    assertThat(judge(behind(299.0)).get(WalTrouble.STALLED)).isEmpty();
    assertThat(judge(behind(300.0)).get(WalTrouble.STALLED))
        .hasValueSatisfying(found -> assertThat(found.since()).isEqualTo(NOW.minusSeconds(300)));
  }

  @Test
  void aLagThatIsNotKnownChangesNothing() {
    assertThat(judge(behind(null))).doesNotContainKey(WalTrouble.STALLED);
  }

  @Test
  void aFailureThatMayPassIsToldOnceItLastsAndOneThatCannotAtOnce() {
    assertThat(judge(failing(FailureKind.RETRYABLE, 299))).doesNotContainKey(WalTrouble.STALLED);
    assertThat(judge(failing(FailureKind.RETRYABLE, 300)).get(WalTrouble.STALLED)).isPresent();
    assertThat(judge(failing(FailureKind.TERMINAL, 0)).get(WalTrouble.STALLED)).isPresent();
  }

  @Test
  void aSlotIsToldAtItsLimitAndOverWellBelowIt() {
    assertThat(judge(slot(99), false).get(WalTrouble.SLOT)).isEmpty();
    assertThat(judge(slot(100), false).get(WalTrouble.SLOT)).isPresent();
    assertThat(judge(slot(80), true).get(WalTrouble.SLOT)).isPresent();
    assertThat(judge(slot(79), true).get(WalTrouble.SLOT)).isEmpty();
  }

  @Test
  void aSlotThatIsGoneIsOverAndOneThatIsNotKnownStays() {
    assertThat(judge(sight(standing(0.0, null, null), null, true), true).get(WalTrouble.SLOT))
        .isEmpty();
    assertThat(judge(sight(standing(0.0, null, null), null, false), true))
        .doesNotContainKey(WalTrouble.SLOT);
  }

  @Test
  void whatIsMissingIsAGapAndWhatIsNotKnownIsNone() {
    Coverage.Missing missing = new Coverage.Missing(1, new Lsn(16), new Lsn(32));

    assertThat(
            judge(
                    new Sight(
                        standing(0.0, null, null),
                        NOW,
                        null,
                        true,
                        new Coverage(Optional.empty(), Optional.of(missing), Optional.empty())))
                .get(WalTrouble.GAP))
        .isPresent();
    assertThat(judge(new Sight(standing(0.0, null, null), NOW, null, true, null)))
        .doesNotContainKey(WalTrouble.GAP);
  }

  private static java.util.Map<WalTrouble, Optional<WalJudgement.Found>> judge(Sight sight) {
    return judge(sight, false);
  }

  private static java.util.Map<WalTrouble, Optional<WalJudgement.Found>> judge(
      Sight sight, boolean slotWasTooLarge) {
    return JUDGEMENT.judge(sight, slotWasTooLarge);
  }

  private static Sight behind(Double seconds) {
    return sight(standing(seconds, null, null), null, true);
  }

  private static Sight failing(FailureKind kind, int seconds) {
    Failure failure = new Failure(kind, ErrorClass.SOURCE_UNREACHABLE, "away", "wait", List.of());
    return sight(standing(null, null, failure), NOW.minusSeconds(seconds), true);
  }

  private static Sight slot(long bytes) {
    return sight(
        standing(0.0, new WalStanding.Slot("s", false, bytes, "RESERVED", 100), null), null, true);
  }

  private static Sight sight(WalStanding standing, Instant failingSince, boolean slotKnown) {
    return new Sight(standing, NOW, failingSince, slotKnown, Coverage.NONE);
  }

  private static WalStanding standing(Double lag, WalStanding.Slot slot, Failure failure) {
    return new WalStanding(
        true, "1", 1, 16 << 20, "0/10", "0/20", 16L, lag, slot, null, List.of(), failure);
  }
}
