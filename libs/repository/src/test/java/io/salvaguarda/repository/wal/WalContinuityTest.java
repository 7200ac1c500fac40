package io.salvaguarda.repository.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.repository.wal.TimelineHistory.Switch;
import io.salvaguarda.repository.wal.WalContinuity.Gap;
import io.salvaguarda.repository.wal.WalContinuity.Reach;
import io.salvaguarda.repository.wal.WalContinuity.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalContinuityTest {

  private static final int MIB = 1024 * 1024;
  private static final int SEGMENT = 16 * MIB;
  private static final WalSegments NAMES = new WalSegments(SEGMENT);
  private final List<ListedWal> files = new ArrayList<>();

  private void add(int timeline, int from, int to) {
    for (int i = from; i <= to; i++) {
      files.add(listed(timeline, i, OptionalInt.empty()));
    }
  }

  private void addPartial(int timeline, int number, int bytes) {
    files.add(listed(timeline, number, OptionalInt.of(bytes)));
  }

  private static ListedWal listed(int timeline, int number, OptionalInt arrived) {
    return new ListedWal(new WalFile("7", name(timeline, number)), at(number), arrived);
  }

  private static Instant at(int number) {
    return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
  }

  private static String name(int timeline, int number) {
    return NAMES.name(timeline, (long) number * SEGMENT);
  }

  private static long lsn(int number) {
    return (long) number * SEGMENT;
  }

  private WalContinuity continuity(Map<Integer, TimelineHistory> histories) {
    Collections.shuffle(files, new Random(1));
    return WalContinuity.of("7", SEGMENT, files, histories);
  }

  private static TimelineHistory left(int timeline, long at) {
    return new TimelineHistory(List.of(new Switch(timeline, at)));
  }

  @Test
  void segmentsThatFollowEachOtherAreOneSpan() {
    add(1, 250, 260);

    WalContinuity wal = continuity(Map.of());

    assertThat(wal.timeline(1).orElseThrow().spans())
        .containsExactly(
            new Span(
                "0000000100000000000000FA",
                "000000010000000100000004",
                lsn(250),
                lsn(261),
                at(250),
                at(260)));
    assertThat(wal.gaps(1)).isEmpty();
    assertThat(wal.reach(1, lsn(255) + 40)).contains(new Reach(1, lsn(261), at(260)));
    assertThat(wal.reach(1, lsn(249))).isEmpty();
    assertThat(wal.reach(1, lsn(261))).isEmpty();
  }

  @Test
  void aMissingSegmentEndsWhatCanBeReachedAndIsNamed() {
    add(1, 1, 4);
    add(1, 7, 9);

    WalContinuity wal = continuity(Map.of());

    assertThat(wal.gaps(1)).containsExactly(new Gap(name(1, 5), name(1, 6), lsn(5), lsn(7)));
    assertThat(wal.reach(1, lsn(2))).contains(new Reach(1, lsn(5), at(4)));
    assertThat(wal.reach(1, lsn(8))).contains(new Reach(1, lsn(10), at(9)));
  }

  @Test
  void whatHasArrivedOfTheLastSegmentCountsAsFarAsItGoes() {
    add(1, 1, 4);
    addPartial(1, 5, 12_345);

    assertThat(continuity(Map.of()).reach(1, lsn(1)))
        .contains(new Reach(1, lsn(5) + 12_345, at(5)));
  }

  @Test
  void aSegmentThatNeverBecameWholeIsAGapOnceOthersFollowIt() {
    add(1, 1, 4);
    addPartial(1, 5, 12_345);
    add(1, 6, 8);

    WalContinuity wal = continuity(Map.of());

    assertThat(wal.gaps(1))
        .containsExactly(new Gap(name(1, 5), name(1, 5), lsn(5) + 12_345, lsn(6)));
    assertThat(wal.reach(1, lsn(1))).contains(new Reach(1, lsn(5) + 12_345, at(5)));
  }

  @Test
  void aPromotionIsFollowedWithTheSegmentOfTheNewTimeline() {
    add(1, 1, 4);
    addPartial(1, 5, 900);
    add(2, 5, 8);

    WalContinuity wal = continuity(Map.of(2, left(1, lsn(5) + 1000)));

    assertThat(wal.reach(1, lsn(2))).contains(new Reach(2, lsn(9), at(8)));
    assertThat(wal.reach(1, lsn(2), 1)).contains(new Reach(1, lsn(5) + 900, at(5)));
    assertThat(wal.reach(1, lsn(5) + 100))
        .as("a backup that began in the segment of the switch")
        .contains(new Reach(2, lsn(9), at(8)));
    assertThat(wal.reach(2, lsn(5) + 2000)).contains(new Reach(2, lsn(9), at(8)));
  }

  @Test
  void withoutTheHistoryNobodyGetsAcrossTheSwitch() {
    add(1, 1, 5);
    add(2, 5, 8);

    WalContinuity wal = continuity(Map.of());

    assertThat(wal.reach(1, lsn(2), 2)).isEmpty();
    assertThat(wal.reach(1, lsn(2))).contains(new Reach(1, lsn(6), at(5)));
  }

  @Test
  void whatWasWrittenAfterTheSwitchOnTheOldTimelineDoesNotLeadToTheNewOne() {
    add(1, 1, 9);
    add(2, 5, 8);

    WalContinuity wal = continuity(Map.of(2, left(1, lsn(5) + 1000)));

    assertThat(wal.reach(1, lsn(7), 2)).isEmpty();
    assertThat(wal.reach(1, lsn(7))).contains(new Reach(1, lsn(10), at(9)));
  }

  @Test
  void aGapBeforeTheSwitchEndsTheCourseThere() {
    add(1, 1, 2);
    add(2, 5, 8);

    WalContinuity wal = continuity(Map.of(2, left(1, lsn(5))));

    assertThat(wal.reach(1, lsn(1), 2)).contains(new Reach(1, lsn(3), at(2)));
  }

  @Test
  void twoPromotionsInOneSegmentAreFollowed() {
    add(1, 1, 4);
    add(3, 5, 6);
    TimelineHistory history =
        new TimelineHistory(List.of(new Switch(1, lsn(5) + 100), new Switch(2, lsn(5) + 200)));

    WalContinuity wal = continuity(Map.of(3, history, 2, left(1, lsn(5) + 100)));

    assertThat(wal.reach(1, lsn(3))).contains(new Reach(3, lsn(7), at(6)));
  }

  @Test
  void aHistoryIsReadAsPostgresWritesIt() {
    String text = "1\t0/16B3748\tno recovery target specified\n\n# x\n2\tA/FF000000\tbefore x y\n";

    assertThat(TimelineHistory.parse(text).switches())
        .containsExactly(new Switch(1, 0x16B3748), new Switch(2, 0xAFF000000L));
    assertThatThrownBy(() -> TimelineHistory.parse("what is this"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB, 16 * MIB, 64 * MIB, 1024 * MIB})
  void namesAndPositionsAreTheSameThing(int size) {
    WalSegments segments = new WalSegments(size);
    Random random = new Random(size);
    for (int i = 0; i < 1000; i++) {
      long position = random.nextLong(1L << 50);
      String name = segments.name(0xABC, position);
      assertThat(segments.start(name)).isEqualTo(segments.floor(position));
      assertThat(name).startsWith("00000ABC").hasSize(24);
    }
    assertThat(new WalSegments(16 * MIB).name(1, 0x1_0000_0000L))
        .isEqualTo("000000010000000100000000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -16, 16 * MIB + 1, MIB / 2, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void noClusterHasOtherSegments(int size) {
    assertThatThrownBy(() -> new WalSegments(size)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000001000000000000000",
        "00000001000000000000000g",
        "../../etc/passwd",
        "000000010000000000000001.json",
        "00000001.History",
        "0000000100000000000000010",
        "000000010000000000000001.partial.partial",
        "000000010000000000000001\n"
      })
  void whatPostgresDoesNotArchiveIsNoWalFile(String name) {
    assertThat(WalFile.isName(name)).isFalse();
    assertThatThrownBy(() -> new WalFile("7", name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "12a", "123456789012345678901", "1/2"})
  void whatIsNoSystemIdentifierIsRefused(String systemId) {
    assertThatThrownBy(() -> new WalFile(systemId, "00000002.history"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
