package io.salvaguarda.notifier.absence;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.config.CronSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final Duration GAP = Duration.ofMinutes(2);
  private static final Instant DUE = Instant.parse("2026-11-21T02:00:00Z");
  private static final Instant BY = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant NEXT = Instant.parse("2026-11-22T02:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");
  private static final Due NIGHTLY =
      new Due(
          Awaited.BACKUP,
          "shop",
          "logical",
          CronSchedule.of("0 2 * * *"),
          ZoneOffset.UTC,
          Duration.ofHours(6));

  @Test
  void whatIsDueMayTakeItsDeadlineAndTheGrace() {
    assertThat(judged(expected(), at("2026-11-21T08:29:59Z"))).isEqualTo(Judgement.STAYS);
    assertThat(judged(expected(), at("2026-11-21T08:30:00Z")))
        .isEqualTo(new Judgement.Missing(BY, NEXT));
  }

  @Test
  void whatCameEvenLateOrBadlyIsNotMissing() {
    assertThat(judged(answered("2026-11-21T08:20:00Z"), at("2026-11-21T12:00:00Z")))
        .isEqualTo(new Judgement.Moves(NEXT));
  }

  @Test
  void whatCameBeforeItWasDueWasTheOneBefore() {
    assertThat(judged(answered("2026-11-20T02:10:00Z"), at("2026-11-21T09:00:00Z")))
        .isInstanceOf(Judgement.Missing.class);
  }

  @Test
  void aClockThatIsSecondsBehindDoesNotMakeItMissing() {
    assertThat(judged(answered("2026-11-21T01:59:40Z"), at("2026-11-21T09:00:00Z")))
        .isEqualTo(new Judgement.Moves(NEXT));
  }

  @Test
  void aChangedScheduleBeginsInTheFuture() {
    Expectation old =
        new Expectation(
            Awaited.BACKUP,
            "shop",
            "logical",
            "0 3 * * * Z",
            DUE,
            Optional.empty(),
            Optional.empty());

    assertThat(judged(old, at("2026-11-21T12:00:00Z"))).isEqualTo(new Judgement.Moves(NEXT));
  }

  @Test
  void whatWasNotPossibleIsNotMissed() {
    Judge judge = new Judge(at("2026-11-21T12:00:00Z"), GRACE);

    assertThat(judge.recurring(expected(), NIGHTLY, false)).isEqualTo(new Judgement.Moves(NEXT));
  }

  @Test
  void nothingIsMissingWhileNothingIsHeard() {
    Hearing deaf = at("2026-11-21T03:00:00Z");
    for (int minute = 61; minute < 1200; minute++) {
      deaf = deaf.after(Hearing.Sight.NOTHING, DUE.plus(Duration.ofMinutes(minute)), GAP);
    }

    assertThat(judged(expected(), deaf)).isEqualTo(Judgement.STAYS);
    assertThat(deaf.deafSince(GAP)).isPresent();
  }

  @Test
  void afterABreakTheGraceCountsFromItsEnd() {
    Instant back = Instant.parse("2026-11-21T12:00:00Z");
    Hearing again =
        at("2026-11-21T03:00:00Z")
            .after(Hearing.Sight.NOTHING, back.minusSeconds(15), GAP)
            .after(heard(back.minusSeconds(15)), back, GAP);

    assertThat(again.since()).isEqualTo(back);
    assertThat(judged(expected(), again)).isEqualTo(Judgement.STAYS);
    Hearing halfAnHourLater = again;
    for (int look = 1; look <= 122; look++) {
      Instant now = back.plusSeconds(15L * look);
      halfAnHourLater = halfAnHourLater.after(heard(now.minusSeconds(15)), now, GAP);
    }
    assertThat(judged(expected(), halfAnHourLater)).isInstanceOf(Judgement.Missing.class);
  }

  @Test
  void aServiceThatDidNotLookItselfIsNotDeaf() {
    Hearing paused = at("2026-11-21T03:00:00Z");
    Hearing back = paused.after(Hearing.Sight.NOTHING, Instant.parse("2026-11-21T12:00:00Z"), GAP);

    assertThat(back.deafSince(GAP)).isEmpty();
    Hearing later =
        back.after(Hearing.Sight.NOTHING, Instant.parse("2026-11-21T12:01:30Z"), GAP)
            .after(Hearing.Sight.NOTHING, Instant.parse("2026-11-21T12:02:30Z"), GAP);
    assertThat(later.deafSince(GAP)).isPresent();
  }

  @Test
  void whoStillCatchesUpIsNotDeaf() {
    Hearing hearing = at("2026-11-21T03:00:00Z");
    for (int minute = 1; minute < 60; minute++) {
      Instant now = Instant.parse("2026-11-21T03:00:00Z").plusSeconds(60L * minute);
      hearing = hearing.after(new Hearing.Sight(Optional.empty(), true), now, GAP);
    }

    assertThat(hearing.deafSince(GAP)).isEmpty();
    assertThat(hearing.upTo()).isEqualTo(Instant.parse("2026-11-21T03:00:00Z"));
  }

  @Test
  void workIsMissedOnceAndNotIfItEndedOrIsOlderThanThisService() {
    Judge judge = new Judge(at("2026-11-21T09:00:00Z"), GRACE);
    Duration six = Duration.ofHours(6);

    assertThat(judge.once(work(DUE, null, null), six)).isEqualTo(new Judgement.Missing(BY, DUE));
    assertThat(judge.once(work(DUE, null, BY), six)).isEqualTo(Judgement.STAYS);
    assertThat(judge.once(work(DUE, BY, null), six)).isEqualTo(Judgement.STAYS);
    assertThat(judge.once(work(LONG_AGO.minusSeconds(90_000), null, null), six))
        .isEqualTo(new Judgement.Ends());
  }

  private static Judgement judged(Expectation expected, Hearing hearing) {
    return new Judge(hearing, GRACE).recurring(expected, NIGHTLY, true);
  }

  private static Expectation expected() {
    return new Expectation(
        Awaited.BACKUP,
        "shop",
        "logical",
        NIGHTLY.times(),
        DUE,
        Optional.empty(),
        Optional.empty());
  }

  private static Expectation answered(String at) {
    return new Expectation(
        Awaited.BACKUP,
        "shop",
        "logical",
        NIGHTLY.times(),
        DUE,
        Optional.of(Instant.parse(at)),
        Optional.empty());
  }

  private static Expectation work(Instant begun, Instant ended, Instant told) {
    return new Expectation(
        Awaited.BACKUP_END,
        "shop",
        "logical/1",
        "",
        begun,
        Optional.ofNullable(ended),
        Optional.ofNullable(told));
  }

  private static Hearing.Sight heard(Instant upTo) {
    return new Hearing.Sight(Optional.of(upTo), false);
  }

  /** Heard everything since long ago. */
  private static Hearing at(String now) {
    Instant at = Instant.parse(now);
    return new Hearing(LONG_AGO, at, LONG_AGO, at, LONG_AGO, at, false);
  }
}
