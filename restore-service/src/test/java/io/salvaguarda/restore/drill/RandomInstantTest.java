package io.salvaguarda.restore.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.restore.window.Reach;
import io.salvaguarda.restore.window.RecoveryWindow;
import io.salvaguarda.restore.window.StartingPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomInstantTest {

  private static final Instant BASE = Instant.parse("2026-03-01T00:00:00Z");

  private final RandomInstant random = new RandomInstant(new Random(4));

  /** From one hour to another, on a timeline. */
  private static Reach reach(int timeline, int from, int to) {
    ClusterFacts facts =
        new ClusterFacts(
            ClusterFacts.FORMAT,
            "15.4",
            "7000000000000000001",
            timeline,
            "0/1000028",
            "0/1000100",
            16 << 20,
            false,
            List.of(),
            List.of(),
            List.of(),
            1);
    StartingPoint start = new StartingPoint("backup", true, at(from), facts, 1);
    return new Reach(start, timeline, Lsn.parse("0/9000000"), at(to), false);
  }

  private static Instant at(int hour) {
    return BASE.plusSeconds(3600L * hour);
  }

  @Test
  void everyHourOfAWindowIsLookedAtAboutAsOften() {
    RecoveryWindow window = new RecoveryWindow(List.of(reach(1, 0, 6), reach(2, 10, 12)));
    int[] hours = new int[12];

    for (int i = 0; i < 8_000; i++) {
      RandomInstant.Pick pick = random.in(window).orElseThrow();
      assertThat(pick.at()).isBetween(pick.range().from(), pick.range().to());
      hours[(int) ((pick.at().getEpochSecond() - BASE.getEpochSecond()) / 3600)]++;
    }

    List<Integer> inWindow = new ArrayList<>();
    for (int hour : new int[] {0, 1, 2, 3, 4, 5, 10, 11}) {
      inWindow.add(hours[hour]);
    }
    assertThat(inWindow).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void aWindowOfOneInstantIsThatInstantAndAnEmptyOneIsNone() {
    RecoveryWindow one = new RecoveryWindow(List.of(reach(1, 3, 3)));

    assertThat(random.in(one)).map(RandomInstant.Pick::at).contains(at(3));
    assertThat(random.in(new RecoveryWindow(List.of()))).isEmpty();
  }

  @Test
  void anEarlierPartMayHoldNoInstant() {
    RecoveryWindow.Range range = new RecoveryWindow(List.of(reach(1, 3, 9))).ranges().getFirst();

    assertThat(random.before(range, at(3))).isEqualTo(Optional.empty());
    assertThat(random.before(range, at(4)).orElseThrow().at()).isBetween(at(3), at(4));
  }
}
