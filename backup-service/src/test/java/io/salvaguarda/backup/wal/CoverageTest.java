package io.salvaguarda.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.backup.catalog.WalRange;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.TimelineHistory;
import io.salvaguarda.repository.wal.WalContinuity;
import io.salvaguarda.repository.wal.WalFile;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final int SEGMENT = 16 << 20;
  private static final String CLUSTER = "7574309117012345678";
  private static final Map<Integer, TimelineHistory> LEFT_IN_SEGMENT_3 =
      Map.of(2, TimelineHistory.parse("1\t0/3000500\tno recovery target specified\n"));
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void theWindowBeginsWithTheOldestBackupThatReachesTheEnd() {
    Coverage coverage = Coverage.of(archived(2, 3, 4, 5, 6), List.of(backup(4, 2), backup(3, 1)));

    assertThat(coverage.missing()).isEmpty();
    assertThat(coverage.window())
        .hasValueSatisfying(
            window -> {
              assertThat(window.from()).isEqualTo(lsn(3).plus(0x100));
              assertThat(window.to()).isEqualTo(lsn(7));
              assertThat(window.fromTime()).isEqualTo(NOON.plusSeconds(1));
            });
  }

  @Test
  void aGapAfterTheNewestBackupIsMissing() {
    Coverage coverage = Coverage.of(archived(2, 3, 6, 7), List.of(backup(2, 1)));

    assertThat(coverage.window()).isEmpty();
    assertThat(coverage.missing()).contains(new Coverage.Missing(1, lsn(4), lsn(6)));
  }

  @Test
  void aGapBeforeTheNewestBackupNarrowsTheWindowAndIsNoTrouble() {
    Coverage coverage = Coverage.of(archived(2, 3, 6, 7), List.of(backup(2, 1), backup(6, 2)));

    assertThat(coverage.missing()).isEmpty();
    assertThat(coverage.window())
        .hasValueSatisfying(window -> assertThat(window.fromTime()).isEqualTo(NOON.plusSeconds(2)));
  }

  @Test
  void aBackupThatIsNewerThanTheLogMissesNothingYet() {
    assertThat(Coverage.of(archived(2, 3), List.of(backup(4, 1))).missing()).isEmpty();
  }

  @Test
  void aBackupWhoseOwnSegmentNeverCameMissesIt() {
    assertThat(Coverage.of(archived(2, 4, 5), List.of(backup(3, 1))).missing())
        .contains(new Coverage.Missing(1, lsn(3), lsn(4)));
  }

  @Test
  void aTimelineThatOnlyItsHistoryTellsOfIsNoGap() {
    Coverage coverage = Coverage.of(archived(LEFT_IN_SEGMENT_3, 2, 3), List.of(backup(2, 1)));

    assertThat(coverage.missing()).isEmpty();
    assertThat(coverage.window()).isPresent();
    assertThat(coverage.switchedTo()).isEmpty();
  }

  @Test
  void aBackupOfATimelineWhoseLogIsYetToComeMissesNothing() {
    WalRange second = new WalRange(CLUSTER, 2, "0/4000028", "0/4000100", SEGMENT);

    assertThat(
            Coverage.of(
                    archived(LEFT_IN_SEGMENT_3, 2, 3, 4, 5),
                    List.of(new Coverage.Backup(second, NOON)))
                .missing())
        .isEmpty();
  }

  @Test
  void withoutABackupOfThisClusterThereIsNoWindowAndNoGap() {
    WalRange foreign = new WalRange("1", 1, "0/2000000", "0/2000100", SEGMENT);

    assertThat(Coverage.of(archived(2, 4), List.of(new Coverage.Backup(foreign, NOON))))
        .isEqualTo(Coverage.NONE);
  }

  private static WalContinuity archived(Integer... segments) {
    return archived(Map.of(), segments);
  }

  private static WalContinuity archived(
      Map<Integer, TimelineHistory> histories, Integer... segments) {
    List<ListedWal> files =
        Arrays.stream(segments)
            .map(number -> new WalFile(CLUSTER, lsn(number).segmentName(1, SEGMENT)))
            .map(file -> new ListedWal(file, NOON, OptionalInt.empty()))
            .toList();
    return WalContinuity.of(CLUSTER, SEGMENT, files, histories);
  }

  private static Coverage.Backup backup(int segment, int second) {
    WalRange range =
        new WalRange(
            CLUSTER,
            1,
            lsn(segment).plus(0x28).toString(),
            lsn(segment).plus(0x100).toString(),
            SEGMENT);
    return new Coverage.Backup(range, NOON.plusSeconds(second));
  }

  private static Lsn lsn(int segment) {
    return new Lsn((long) segment * SEGMENT);
  }
}
