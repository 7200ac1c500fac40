package io.salvaguarda.notifier.telling;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.config.CronSchedule;
import io.salvaguarda.config.Escalation;
import io.salvaguarda.config.Glob;
import io.salvaguarda.config.Hours;
import io.salvaguarda.config.Language;
import io.salvaguarda.config.Maintenance;
import io.salvaguarda.config.Team;
import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.Cause;
import io.salvaguarda.notifier.notice.HeldBy;
import io.salvaguarda.notifier.routing.Question;
import io.salvaguarda.notifier.silence.Silence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GateTest {

  /** A Sunday, 04:00 in UTC, 01:00 in São Paulo. */
  private static final Instant NIGHT = Instant.parse("2026-11-22T04:00:00Z");

  private static final Team TEAM =
      new Team(
          "dba",
          Language.ENGLISH,
          List.of("mail"),
          Escalation.NONE,
          Optional.of(
              new Hours(
                  LocalTime.of(22, 0),
                  LocalTime.of(7, 0),
                  ZoneId.of("America/Sao_Paulo"),
                  EnumSet.allOf(DayOfWeek.class))),
          Optional.empty());

  private final Gate open = new Gate(List.of());

  @Test
  void quietHoursHoldWarningsUntilTheyEndAndNeverCriticals() {
    assertThat(open.check(question(Severity.WARNING, NIGHT), TEAM, List.of(), Optional.empty()))
        .contains(
            new Hold(
                new HeldBy(HeldBy.Kind.QUIET_HOURS, "dba"), Instant.parse("2026-11-22T10:00:00Z")));
    assertThat(open.check(question(Severity.CRITICAL, NIGHT), TEAM, List.of(), Optional.empty()))
        .isEmpty();
    assertThat(
            open.check(
                question(Severity.WARNING, Instant.parse("2026-11-22T10:00:00Z")),
                TEAM,
                List.of(),
                Optional.empty()))
        .isEmpty();
  }

  @Test
  void aSilenceHoldsWhatItCoversFromItsBeginningUntilItsEnd() {
    Silence silence = silence("test*", Optional.of(Cause.BACKUP));

    assertThat(held(Severity.CRITICAL, NIGHT, silence)).isPresent();
    assertThat(held(Severity.CRITICAL, NIGHT.minusSeconds(1), silence)).isEmpty();
    assertThat(held(Severity.CRITICAL, NIGHT.plusSeconds(3_600), silence)).isEmpty();
    assertThat(held(Severity.CRITICAL, NIGHT, silence("prod*", Optional.empty()))).isEmpty();
    assertThat(held(Severity.CRITICAL, NIGHT, silence("*", Optional.of(Cause.WAL)))).isEmpty();
    assertThat(held(Severity.CRITICAL, NIGHT, silence("*", Optional.empty()))).isPresent();
  }

  @Test
  void aMaintenanceWindowHoldsFromItsBeginningForAsLongAsItLasts() {
    Gate gate =
        new Gate(
            List.of(
                new Maintenance(
                    "sundays",
                    List.of(new Glob("test*")),
                    Set.of("backup"),
                    CronSchedule.of("0 3 * * SUN"),
                    ZoneOffset.UTC,
                    Duration.ofHours(2))));

    assertThat(maintained(gate, "2026-11-22T02:59:59Z")).isEmpty();
    assertThat(maintained(gate, "2026-11-22T03:00:00Z")).isPresent();
    assertThat(maintained(gate, "2026-11-22T04:59:59Z"))
        .map(Hold::until)
        .contains(Instant.parse("2026-11-22T05:00:00Z"));
    assertThat(maintained(gate, "2026-11-22T05:00:00Z")).isEmpty();
    assertThat(maintained(gate, "2026-11-23T03:30:00Z")).isEmpty();
  }

  @Test
  void ofSeveralThingsThatHoldTheOneThatEndsLastCounts() {
    assertThat(
            open.check(
                    question(Severity.WARNING, NIGHT),
                    TEAM,
                    List.of(silence("*", Optional.empty())),
                    Optional.of(
                        new Hold(new HeldBy(HeldBy.Kind.OUTAGE, "main"), NIGHT.plusSeconds(10))))
                .map(hold -> hold.by().kind()))
        .contains(HeldBy.Kind.QUIET_HOURS);
  }

  private Optional<Hold> held(Severity severity, Instant at, Silence silence) {
    return open.check(question(severity, at), TEAM, List.of(silence), Optional.empty());
  }

  private static Optional<Hold> maintained(Gate gate, String at) {
    return gate.check(
        question(Severity.CRITICAL, Instant.parse(at)), TEAM, List.of(), Optional.empty());
  }

  private static Silence silence(String sources, Optional<Cause> kind) {
    return new Silence(
        UUID.randomUUID(),
        new Glob(sources),
        kind,
        NIGHT,
        NIGHT.plusSeconds(3_600),
        "upgrade",
        "maria");
  }

  private static Question question(Severity severity, Instant at) {
    return new Question("dba", "testdb", Cause.BACKUP, severity, at);
  }
}
