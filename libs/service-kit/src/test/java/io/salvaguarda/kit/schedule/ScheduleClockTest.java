package io.salvaguarda.kit.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.kit.testing.DatabaseClock;
import io.salvaguarda.kit.testing.ServiceStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the service's machine is wrong, or the database's jumps. */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class ScheduleClockTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String EACH_MINUTE = "* * * * *";

  private final NotedTimetable timetable;
  private final ScheduleLoop loop;

  ScheduleClockTest(NotedTimetable timetable, ScheduleLoop loop) {
    this.timetable = timetable;
    this.loop = loop;
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void dueTimesAreThoseOfTheDatabaseWhenTheServicesClockIsAnHourOff(int hours) {
    String key = "off" + hours;
    try (DatabaseClock clock = DatabaseClock.ahead("kit", nearly(Duration.ofHours(hours)))) {
      assertThat(clock).isNotNull();
      timetable.entry(key, EACH_MINUTE);
      review();
      Instant before = Instant.now().plus(Duration.ofHours(hours));

      await().atMost(120, SECONDS).until(() -> !timetable.fired(key).isEmpty());

      List<DueTime> fired = timetable.fired(key);
      assertThat(fired).hasSize(1);
      assertThat(fired.getFirst().at())
          .isBetween(before.minusSeconds(120), before.plusSeconds(120));
      assertThat(fired.getFirst().missed()).isZero();
    } finally {
      timetable.remove(key);
    }
  }

  @Test
  void aDueTimeIsNotDoubledWhenTheClockJumpsBackAndLaterOnesAreCountedWhenItJumpsAhead() {
    String key = "jumping";
    try (DatabaseClock ahead = DatabaseClock.ahead("kit", nearly(HOUR.minusMinutes(5)))) {
      assertThat(ahead).isNotNull();
      timetable.entry(key, EACH_MINUTE);
      review();
      await().atMost(120, SECONDS).until(() -> !timetable.fired(key).isEmpty());
    }
    Instant jumped = Instant.now(); // back by nearly an hour
    review();
    loop.fireNext(timetable);
    assertThat(timetable.fired(key)).as("its due time lies ahead, and stays there").hasSize(1);

    try (DatabaseClock ahead = DatabaseClock.ahead("kit", HOUR.multipliedBy(2))) {
      assertThat(ahead).isNotNull();
      await().atMost(120, SECONDS).until(() -> timetable.fired(key).size() == 2);
    }
    DueTime first = timetable.fired(key).get(0);
    DueTime second = timetable.fired(key).get(1);
    assertThat(second.at()).isEqualTo(first.next());
    assertThat(first.at()).isAfter(jumped);
    assertThat(second.missed()).as("one stands for those that were jumped over").isBetween(60, 70);
    timetable.remove(key);
  }

  /** Such an offset that the database's next minute begins in some seconds. */
  private static Duration nearly(Duration offset) {
    return offset.plusSeconds(55 - Instant.now().plus(offset).getEpochSecond() % 60);
  }

  /** The connections were just cut: until one is there again. */
  private void review() {
    await()
        .atMost(60, SECONDS)
        .ignoreExceptions()
        .until(
            () -> {
              loop.review(timetable);
              return true;
            });
  }
}
