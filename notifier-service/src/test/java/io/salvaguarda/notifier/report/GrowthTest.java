package io.salvaguarda.notifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.notifier.history.EntryKind;
import io.salvaguarda.notifier.history.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final double GIB = 1L << 30;

  /** One measurement a day up to now. */
  private static List<Series.Point> daily(int days, IntToDoubleFunction gib) {
    return IntStream.rangeClosed(0, days)
        .mapToObj(
            day ->
                new Series.Point(
                    NOW.minus(Duration.ofDays(days - day)), gib.applyAsDouble(day) * GIB))
        .toList();
  }

  private static StorageOutlook outlook(List<Series.Point> measured, long limitGib) {
    return StorageOutlook.of(
        "main", StorageOutlook.Sort.VOLUME, Optional.of((long) (limitGib * GIB)), measured, NOW);
  }

  @Test
  void aPlaceThatGrowsEvenlyIsFullWhereTheLineEnds() {
    StorageOutlook outlook = outlook(daily(30, day -> 100 + 2.0 * day), 200);

    assertThat(outlook.perDay().orElseThrow() / GIB).isBetween(1.999, 2.001);
    Outlook.Full full = (Outlook.Full) outlook.outlook();
    assertThat(full.expected())
        .isBetween(NOW.plus(Duration.ofDays(19)), NOW.plus(Duration.ofDays(21)));
    assertThat(Duration.between(full.earliest(), full.latest().orElseThrow()))
        .isLessThan(Duration.ofHours(1));
  }

  @Test
  void unevenGrowthIsLessSureAndSaysSo() {
    Random chance = new Random(3);
    StorageOutlook outlook =
        outlook(daily(50, day -> 100 + 0.5 * day + 6 * chance.nextGaussian()), 400);

    Outlook.Full full = (Outlook.Full) outlook.outlook();
    assertThat(full.earliest()).isBefore(full.expected().minus(Duration.ofDays(20)));
    assertThat(full.latest().orElseThrow()).isAfter(full.expected().plus(Duration.ofDays(20)));
    assertThat(full.expected())
        .isBetween(NOW.plus(Duration.ofDays(350)), NOW.plus(Duration.ofDays(1000)));
  }

  @Test
  void growthThatMayBeChanceHasNoLatestDay() {
    Random chance = new Random(5);

    Outlook outlook =
        outlook(daily(20, day -> 100 + 0.3 * day + 9 * chance.nextGaussian()), 130).outlook();

    assertThat(outlook).isInstanceOf(Outlook.Full.class);
    assertThat(((Outlook.Full) outlook).latest()).isEmpty();
  }

  @Test
  void whatShrinksOrIsFarFromItsLimitIsNoWorry() {
    assertThat(outlook(daily(30, day -> 100 - day), 200).outlook())
        .isInstanceOf(Outlook.NotGrowing.class);
    assertThat(outlook(daily(30, day -> 100 + 0.001 * day), 200).outlook())
        .isInstanceOf(Outlook.FarAway.class);
  }

  @Test
  void aFullPlaceIsFullNow() {
    assertThat(outlook(daily(30, day -> 170 + day), 200).outlook())
        .isEqualTo(new Outlook.Full(NOW, NOW, Optional.of(NOW)));
  }

  @Test
  void aFewMeasurementsAreNoForecast() {
    assertThat(outlook(daily(3, day -> 100 + day), 200).outlook())
        .isInstanceOf(Outlook.TooEarly.class);
    assertThat(outlook(daily(6, day -> 100 + day), 200).outlook())
        .isInstanceOf(Outlook.TooEarly.class);
  }

  @Test
  void onlyTheLastEightWeeksCount() {
    StorageOutlook outlook = outlook(daily(120, day -> day < 60 ? 10 * day : 600 + 0.0 * day), 900);

    assertThat(outlook.perDay().orElseThrow()).isZero();
    assertThat(outlook.used()).hasSize(56);
  }

  @Test
  void aRepositoryHoldsWhatThePruneCountedAndWhatCameSince() {
    var history =
        List.of(
            Entries.of(EntryKind.BACKUP, "shop", Outcome.SUCCEEDED, NOW.plusSeconds(30))
                .sized(100, 7)
                .entry(),
            Entries.of(EntryKind.PRUNE, "storage", Outcome.SUCCEEDED, NOW.plusSeconds(20))
                .holding(50)
                .entry(),
            Entries.of(EntryKind.BACKUP, "shop", Outcome.SUCCEEDED, NOW.plusSeconds(10))
                .sized(100, 5)
                .entry(),
            Entries.of(EntryKind.BACKUP, "shop", Outcome.FAILED, NOW.plusSeconds(40))
                .sized(100, 900)
                .entry());

    assertThat(RepositoryGrowth.of("main", history))
        .extracting(Series.Point::value)
        .containsExactly(5.0, 50.0, 57.0);
    assertThat(RepositoryGrowth.of("other", history)).isEmpty();
  }
}
