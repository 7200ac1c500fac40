package io.salvaguarda.restore.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.physical.RecoveryTarget;
import io.salvaguarda.postgres.physical.RecoveryTimeline;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.wal.TimelineHistory;
import io.salvaguarda.repository.wal.TimelineHistory.Switch;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalContinuity.Span;
import io.salvaguarda.repository.wal.WalContinuity.Timeline;
import io.salvaguarda.repository.wal.WalSegments;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Segments of 16 MiB; hours of one day as times. */
class RecoveryPlannerTest {

  private static final int SEGMENT = 16 << 20;
  private static final String SYSTEM = "7000000000000000001";

  private static Instant at(int hour) {
    return Instant.parse("2026-03-01T00:00:00Z").plusSeconds(3600L * hour);
  }

  /** A backup from within one segment to within the same one, which ended at that hour. */
  private static StartingPoint backup(String name, int segment, int hour, int timeline) {
    ClusterFacts facts =
        new ClusterFacts(
            ClusterFacts.FORMAT,
            "15.4",
            SYSTEM,
            timeline,
            new Lsn((long) segment * SEGMENT + 0x28).toString(),
            new Lsn((long) segment * SEGMENT + 0x100).toString(),
            SEGMENT,
            false,
            List.of(),
            List.of(),
            List.of(),
            1);
    return new StartingPoint(name, true, at(hour), facts, 1);
  }

  private static Span span(int timeline, int first, int last, int hour) {
    return new Span(
        new Lsn((long) first * SEGMENT).segmentName(timeline, SEGMENT),
        new Lsn((long) last * SEGMENT).segmentName(timeline, SEGMENT),
        (long) first * SEGMENT,
        (long) (last + 1) * SEGMENT,
        at(0),
        at(hour));
  }

  private static Timeline first(Span... spans) {
    return new Timeline(1, Optional.empty(), List.of(spans));
  }

  private static Timeline second(long begin, Span span) {
    TimelineHistory history = new TimelineHistory(List.of(new Switch(1, begin)));
    return new Timeline(2, Optional.of(history), List.of(span));
  }

  private static RecoveryPlanner planner(List<StartingPoint> points, Timeline... timelines) {
    return new RecoveryPlanner(
        points,
        Map.of(SYSTEM, new WalContinuity(SYSTEM, new WalSegments(SEGMENT), List.of(timelines))));
  }

  private static RecoveryWish wish(RecoveryTarget target) {
    return new RecoveryWish(Optional.empty(), false, target, new RecoveryTimeline.Latest());
  }

  private static RecoveryWish time(int hour) {
    return wish(new RecoveryTarget.AtTime(at(hour), true));
  }

  private static RecoveryPlan possible(Planned planned) {
    assertThat(planned).isInstanceOf(Planned.Possible.class);
    return ((Planned.Possible) planned).plan();
  }

  private static Planned.Refused refused(Planned planned) {
    assertThat(planned).isInstanceOf(Planned.Refused.class);
    return (Planned.Refused) planned;
  }

  @Test
  void theNewestBackupBeforeTheTargetIsTaken() {
    RecoveryPlanner planner =
        planner(List.of(backup("old", 2, 2, 1), backup("new", 5, 5, 1)), first(span(1, 2, 9, 9)));

    assertThat(possible(planner.plan(time(7))).start().backupId()).isEqualTo("new");
    assertThat(possible(planner.plan(time(5))).start().backupId()).isEqualTo("new");
    assertThat(possible(planner.plan(time(4))).start().backupId()).isEqualTo("old");
  }

  @Test
  void whatIsOutsideIsRefusedWithTheWindow() {
    RecoveryPlanner planner = planner(List.of(backup("only", 2, 2, 1)), first(span(1, 2, 9, 9)));

    assertThat(refused(planner.plan(time(1))).text())
        .contains(
            "2026-03-01T01:00:00Z is outside", "2026-03-01T02:00:00Z to 2026-03-01T09:00:00Z");
    refused(planner.plan(time(10)));
    assertThat(planner.window(false).ranges()).hasSize(1);
  }

  @Test
  void aPositionMustLieBehindTheBackupAndBeforeTheEnd() {
    RecoveryPlanner planner = planner(List.of(backup("only", 2, 2, 1)), first(span(1, 2, 9, 9)));

    possible(planner.plan(wish(new RecoveryTarget.AtLsn(Lsn.parse("0/2000100"), true))));
    possible(planner.plan(wish(new RecoveryTarget.AtLsn(Lsn.parse("0/9FFFFFF"), true))));
    refused(planner.plan(wish(new RecoveryTarget.AtLsn(Lsn.parse("0/20000FF"), true))));
    refused(planner.plan(wish(new RecoveryTarget.AtLsn(Lsn.parse("0/A000000"), true))));
  }

  @Test
  void behindAGapNothingIsReachedUntilTheNextBackup() {
    RecoveryPlanner planner =
        planner(
            List.of(backup("before", 2, 2, 1), backup("after", 7, 7, 1)),
            first(span(1, 2, 4, 4), span(1, 6, 9, 9)));

    assertThat(possible(planner.plan(time(4))).start().backupId()).isEqualTo("before");
    assertThat(possible(planner.plan(time(8))).start().backupId()).isEqualTo("after");
    Planned.Refused between = refused(planner.plan(time(6)));
    assertThat(between.window().ranges()).hasSize(2);
    assertThat(between.window().ranges().getLast().broken()).isTrue();
    assertThat(between.text()).contains("then WAL is missing");
  }

  @Test
  void theLatestIsWhereWalEndsAndItsLastSegmentMustBeReached() {
    RecoveryPlanner planner = planner(List.of(backup("only", 2, 2, 1)), first(span(1, 2, 9, 9)));

    RecoveryPlan plan = possible(planner.plan(wish(new RecoveryTarget.Latest())));

    assertThat(plan.mustReach()).isEqualTo(Lsn.parse("0/9000000"));
    assertThat(plan.lostSince()).contains(at(9));
  }

  @Test
  void withoutWalOnlyTheBackupItselfCanBeHad() {
    RecoveryPlanner planner = new RecoveryPlanner(List.of(backup("only", 2, 2, 1)), Map.of());

    possible(planner.plan(wish(new RecoveryTarget.Consistent())));
    assertThat(possible(planner.plan(wish(new RecoveryTarget.Latest()))).mustReach())
        .isEqualTo(Lsn.parse("0/2000100"));
    refused(planner.plan(time(3)));
    refused(planner.plan(wish(new RecoveryTarget.AtName("somewhere"))));
    refused(planner.plan(wish(new RecoveryTarget.AtXid(1000, true))));
  }

  @Test
  void theNewestTimelineIsFollowedUnlessAnotherIsNamed() {
    Timeline second = second(5L * SEGMENT + 0x500, span(2, 5, 8, 8));
    RecoveryPlanner planner =
        planner(List.of(backup("only", 2, 2, 1)), first(span(1, 2, 6, 9)), second);
    RecoveryWish onTheFirst =
        new RecoveryWish(
            Optional.empty(), false, new RecoveryTarget.Latest(), new RecoveryTimeline.Numbered(1));

    assertThat(possible(planner.plan(time(7))).reach().timeline()).isEqualTo(2);
    assertThat(possible(planner.plan(onTheFirst)).reach().timeline()).isEqualTo(1);
    assertThat(possible(planner.plan(onTheFirst)).reach().end()).isEqualTo(Lsn.parse("0/7000000"));
  }

  @Test
  void aBackupOfALeftHistoryLeadsNowhereElse() {
    Timeline second = second(3L * SEGMENT, span(2, 3, 8, 8));
    RecoveryPlanner planner =
        planner(List.of(backup("left", 5, 5, 1)), first(span(1, 2, 6, 6)), second);
    RecoveryWish onTheSecond =
        new RecoveryWish(
            Optional.empty(),
            false,
            new RecoveryTarget.AtTime(at(6), true),
            new RecoveryTimeline.Numbered(2));

    assertThat(refused(planner.plan(onTheSecond)).reason()).contains("timeline");
    assertThat(possible(planner.plan(time(6))).reach().timeline()).isEqualTo(1);
  }

  @Test
  void whatNobodyProvedIsTakenOnlyWhenThatIsSaid() {
    StartingPoint proven = backup("proven", 2, 2, 1);
    StartingPoint other = backup("other", 5, 5, 1);
    StartingPoint unproven = new StartingPoint("other", false, at(5), other.facts(), 1);
    RecoveryPlanner planner = planner(List.of(proven, unproven), first(span(1, 2, 9, 9)));
    RecoveryWish any =
        new RecoveryWish(
            Optional.empty(),
            true,
            new RecoveryTarget.AtTime(at(7), true),
            new RecoveryTimeline.Latest());

    assertThat(possible(planner.plan(time(7))).start().backupId()).isEqualTo("proven");
    assertThat(possible(planner.plan(any)).start().backupId()).isEqualTo("other");
  }
}
