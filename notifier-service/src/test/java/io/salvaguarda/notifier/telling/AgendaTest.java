package io.salvaguarda.notifier.telling;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgendaTest {

  private static final Instant AT = Instant.parse("2026-11-21T02:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Pace PACE =
      new Pace(
          HOUR.multipliedBy(24),
          HOUR.multipliedBy(72),
          List.of(Duration.ofMinutes(30), HOUR.multipliedBy(2)));

  @Test
  void whatNobodyAcknowledgesGoesToTheLeadThenToTheAdministratorsThenIsRemindedOf() {
    assertThat(Agenda.of(critical(0), PACE))
        .isEqualTo(new Agenda.Escalate(AT.plus(Duration.ofMinutes(30)), 0));
    assertThat(Agenda.of(critical(1), PACE))
        .isEqualTo(new Agenda.Escalate(AT.plus(HOUR.multipliedBy(2)), 1));
    assertThat(Agenda.of(critical(2), PACE))
        .isEqualTo(new Agenda.Remind(AT.plus(HOUR.multipliedBy(24))));
  }

  @Test
  void aWarningIsRemindedOfButNeverEscalated() {
    Standing warning = new Standing(Severity.WARNING, AT, AT, Optional.empty(), 0);

    assertThat(Agenda.of(warning, PACE))
        .isEqualTo(new Agenda.Remind(AT.plus(HOUR.multipliedBy(24))));
  }

  @Test
  void whoeverTakesCareOfItIsLeftInPeaceForAWhileButNotForEver() {
    Instant acknowledged = AT.plus(HOUR);
    Standing standing = new Standing(Severity.CRITICAL, AT, AT, Optional.of(acknowledged), 0);

    assertThat(Agenda.of(standing, PACE))
        .isEqualTo(new Agenda.Remind(acknowledged.plus(HOUR.multipliedBy(72))));
    Standing remindedOnce =
        new Standing(
            Severity.CRITICAL,
            AT,
            acknowledged.plus(HOUR.multipliedBy(72)),
            Optional.of(acknowledged),
            0);
    assertThat(Agenda.of(remindedOnce, PACE).at())
        .isEqualTo(acknowledged.plus(HOUR.multipliedBy(96)));
  }

  @Test
  void anOpenIncidentAlwaysHasANextStepWhichIsNeverBeforeTheLastNotice() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      Instant last = AT.plusSeconds(random.nextInt(1_000_000));
      Standing standing =
          new Standing(
              random.nextBoolean() ? Severity.CRITICAL : Severity.WARNING,
              AT,
              last,
              random.nextBoolean()
                  ? Optional.of(AT.plusSeconds(random.nextInt(1_000_000)))
                  : Optional.empty(),
              random.nextInt(4));

      Agenda next = Agenda.of(standing, PACE);

      assertThat(next.at()).isAfter(AT).isBeforeOrEqualTo(last.plus(HOUR.multipliedBy(24 * 20)));
      if (next instanceof Agenda.Remind) {
        assertThat(next.at()).isAfterOrEqualTo(last.plus(PACE.remindAfter()));
      }
    }
  }

  private static Standing critical(int steps) {
    return new Standing(Severity.CRITICAL, AT, AT, Optional.empty(), steps);
  }
}
