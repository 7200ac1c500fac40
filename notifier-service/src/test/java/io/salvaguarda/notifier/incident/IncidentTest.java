package io.salvaguarda.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.testing.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentTest {

  private static final Instant AT = Instant.parse("2026-11-21T02:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void theSameSortIsToldAgainAfterADay() {
    Incident incident = opened(backup(ErrorClass.DUMP_FAILED, AT));

    var early =
        incident.repeated(backup(ErrorClass.DUMP_FAILED, AT), AT.plus(DAY).minusSeconds(1), DAY);
    var late = early.incident().repeated(backup(ErrorClass.DUMP_FAILED, AT), AT.plus(DAY), DAY);

    assertThat(early.tell()).isFalse();
    assertThat(late.tell()).isTrue();
    assertThat(late.incident().occurrences()).isEqualTo(3);
    assertThat(
            late.incident().repeated(backup(ErrorClass.DUMP_FAILED, AT), AT.plus(DAY), DAY).tell())
        .isFalse();
  }

  @Test
  void classesThatTakeTurnsAreEachToldOnce() {
    Incident incident = opened(backup(ErrorClass.DUMP_FAILED, AT));
    int told = 0;
    for (int i = 0; i < 50; i++) {
      ErrorClass next = i % 2 == 0 ? ErrorClass.DISK_FULL : ErrorClass.DUMP_FAILED;
      var repeated = incident.repeated(backup(next, AT), AT, DAY);
      incident = repeated.incident();
      told += repeated.tell() ? 1 : 0;
    }

    assertThat(told).isEqualTo(1);
  }

  @Test
  void endlesslyManySortsAreAStormAndNotNews() {
    Incident incident =
        opened((Problem) NewsReader.read(Facts.deadLettered("testdb", "type-0", AT)));
    int told = 1;
    for (int i = 1; i < 100; i++) {
      var repeated =
          incident.repeated(
              (Problem) NewsReader.read(Facts.deadLettered("testdb", "type-" + i, AT)), AT, DAY);
      incident = repeated.incident();
      told += repeated.tell() ? 1 : 0;
    }

    assertThat(told).isEqualTo(Incident.MOST_SORTS);
  }

  @Test
  void severityOnlyGrows() {
    Incident incident =
        opened((Problem) NewsReader.read(Facts.inconclusive("testdb", 21, AT, false)));
    assertThat(incident.severity()).isEqualTo(Severity.WARNING);

    var worse =
        incident.repeated((Problem) NewsReader.read(Facts.failed("testdb", 21, AT)), AT, DAY);
    var better =
        worse
            .incident()
            .repeated(
                (Problem) NewsReader.read(Facts.inconclusive("testdb", 21, AT, false)), AT, DAY);

    assertThat(worse.tell()).isTrue();
    assertThat(better.incident().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void onlyTheNewestBadBackupOrANewerOneEndsAVerificationIncident() {
    Incident incident =
        opened((Problem) NewsReader.read(Facts.failed("testdb", 21, AT)))
            .repeated((Problem) NewsReader.read(Facts.failed("testdb", 19, AT)), AT, DAY)
            .incident();

    assertThat(incident.isEndedBy((Recovery) NewsReader.read(Facts.passed("testdb", 20, AT))))
        .isFalse();
    assertThat(incident.isEndedBy((Recovery) NewsReader.read(Facts.passed("testdb", 21, AT))))
        .isTrue();
    assertThat(incident.isEndedBy((Recovery) NewsReader.read(Facts.passed("testdb", 22, AT))))
        .isTrue();
  }

  @Test
  void whatWorkedBeforeTheLastFailureEndsNothing() {
    Incident incident = opened(backup(ErrorClass.DUMP_FAILED, AT));

    assertThat(
            incident.isEndedBy(
                (Recovery)
                    NewsReader.read(Facts.backupCompleted("testdb", 20, AT.minusSeconds(1)))))
        .isFalse();
    assertThat(
            incident.isEndedBy((Recovery) NewsReader.read(Facts.backupCompleted("testdb", 20, AT))))
        .isTrue();
  }

  @Test
  void aFailureIsTheSameTroubleAgainFromItsResolutionUntilTheTimeIsUp() {
    Duration hour = Duration.ofHours(1);

    assertThat(Incident.isBack(backup(ErrorClass.DUMP_FAILED, AT), AT, hour)).isTrue();
    assertThat(Incident.isBack(backup(ErrorClass.DUMP_FAILED, AT.minusMillis(1)), AT, hour))
        .as("it arrived late, and is over")
        .isFalse();
    assertThat(Incident.isBack(backup(ErrorClass.DUMP_FAILED, AT.plusSeconds(3_599)), AT, hour))
        .isTrue();
    assertThat(Incident.isBack(backup(ErrorClass.DUMP_FAILED, AT.plus(hour)), AT, hour)).isFalse();
  }

  @Test
  void whatIsBackIsNewsAgainAndNobodysCare() {
    Incident before = acknowledged(opened(backup(ErrorClass.DUMP_FAILED, AT)));

    Incident back = before.reopened(backup(ErrorClass.DUMP_FAILED, AT.plus(DAY)), AT.plus(DAY));

    assertThat(back.id()).isEqualTo(before.id());
    assertThat(back.round()).isEqualTo(2);
    assertThat(back.occurrences()).isEqualTo(2);
    assertThat(back.acknowledged()).isEmpty();
    assertThat(back.since()).isEqualTo(AT);
    assertThat(
            back.repeated(backup(ErrorClass.DUMP_FAILED, AT.plus(DAY)), AT.plus(DAY), DAY).tell())
        .isFalse();
  }

  @Test
  void whoeverTakesCareOfItHearsOfNewSortsOnly() {
    Incident incident = acknowledged(opened(backup(ErrorClass.DUMP_FAILED, AT)));
    Instant late = AT.plus(DAY.multipliedBy(2));

    assertThat(incident.repeated(backup(ErrorClass.DUMP_FAILED, late), late, DAY).tell()).isFalse();
    assertThat(incident.repeated(backup(ErrorClass.DISK_FULL, late), late, DAY).tell()).isTrue();
  }

  private static Incident acknowledged(Incident open) {
    return new Incident(
        open.id(),
        open.sourceId(),
        open.cause(),
        open.about(),
        open.team(),
        open.severity(),
        open.since(),
        open.lastFailedAt(),
        open.occurrences(),
        open.backupId(),
        open.told(),
        open.lastToldAt(),
        Optional.of(new Incident.Acknowledgement("maria", AT)),
        open.round(),
        open.thread());
  }

  private static Incident opened(Problem problem) {
    return Incident.opened(UUID.randomUUID(), "dba", problem, AT);
  }

  private static Problem backup(ErrorClass errorClass, Instant at) {
    return (Problem) NewsReader.read(Facts.backupFailed("testdb", errorClass, at));
  }
}
