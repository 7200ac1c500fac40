package io.salvaguarda.kit.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.kit.testing.ServiceStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ServiceStack.class,
    initArgs = @ResourceArg(name = "role", value = "kit"))
class ScheduleTest {

  private static final String NEVER_DURING_THE_TEST = "0 0 29 2 *";

  private final NotedTimetable timetable;
  private final ScheduleLoop loop;

  ScheduleTest(NotedTimetable timetable, ScheduleLoop loop) {
    this.timetable = timetable;
    this.loop = loop;
  }

  @Test
  void aDueTimeTakesEffectOnceWhoeverLooks() throws Exception {
    known("once");
    makeDue("once", "1 second");

    try (var instances = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        instances.submit(() -> loop.fireNext(timetable));
      }
      instances.shutdown();
      assertThat(instances.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    await().atMost(60, SECONDS).until(() -> timetable.fired("once").size() == 1);
    loop.fireNext(timetable);
    assertThat(timetable.fired("once")).hasSize(1);
    assertThat(isDue("once")).isFalse();
  }

  @Test
  void dueTimesThatPassedWhileNobodyRanAreMadeUpForOnceAndCounted() {
    timetable.entry("daily", "0 0 * * *");
    loop.review(timetable);
    makeDue("daily", "74 hours");

    await().atMost(60, SECONDS).until(() -> !timetable.fired("daily").isEmpty());

    assertThat(timetable.fired("daily")).hasSize(1);
    assertThat(timetable.fired("daily").getFirst().missed()).isBetween(3, 4);
    assertThat(isDue("daily")).isFalse();
  }

  @Test
  void aDueTimeWhoseEffectFailedComesAgain() {
    known("stubborn");
    timetable.failTimes(2);
    makeDue("stubborn", "1 second");

    await().atMost(60, SECONDS).until(() -> timetable.fired("stubborn").size() == 1);
  }

  @Test
  void aChangedExpressionMovesTheNextDueTime() {
    timetable.entry("changed", NEVER_DURING_THE_TEST);
    loop.review(timetable);
    timetable.entry("changed", "30 4 * * *");

    loop.review(timetable);

    assertThat(text("changed", "extract(hour from next_due at time zone 'UTC')::int"))
        .isEqualTo("4");
  }

  @Test
  void anEntryThatIsNoLongerConfiguredIsForgotten() {
    known("gone");
    timetable.remove("gone");

    loop.review(timetable);

    assertThat(text("gone", "count(*)")).isEqualTo("0");
  }

  private void known(String key) {
    timetable.entry(key, NEVER_DURING_THE_TEST);
    loop.review(timetable);
  }

  private static void makeDue(String key, String ago) {
    ServiceStack.catalog()
        .execute(
            "salvaguarda",
            "update kit.schedule set next_due = clock_timestamp() - interval '"
                + ago
                + "' where key = '"
                + key
                + "'");
  }

  private static boolean isDue(String key) {
    return text(key, "bool_or(next_due <= clock_timestamp())").equals("t");
  }

  private static String text(String key, String expression) {
    try (Connection connection = ServiceStack.catalog().connect("salvaguarda");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select (" + expression + ")::text from kit.schedule where key = '" + key + "'")) {
      row.next();
      return row.getString(1).replace("true", "t").replace("false", "f");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
