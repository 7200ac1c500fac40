package io.salvaguarda.backup.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.replication.SystemIdentity;
import io.salvaguarda.postgres.replication.TimelineHistory;
import io.salvaguarda.repository.wal.ListedWal;
import io.salvaguarda.repository.wal.WalFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamStartTest {

  private static final int SEGMENT = 16 << 20;
  private static final Lineage FIRST = Lineage.of(1);

  /** Left timeline 1 within segment 5, timeline 2 within segment 9. */
  private static final Lineage THIRD =
      Lineage.of(
          new TimelineHistory(
              3,
              "00000003.history",
              "1\t0/5800000\tno recovery target specified\n\n2\t0/9000028\tbefore 2026-11-21\n"
                  .getBytes(StandardCharsets.UTF_8)));

  @Test
  void withoutAnArchiveItTakesWhatTheSlotKeeps() {
    assertThat(start(Map.of(), FIRST, 1, Optional.of(lsn("0/3000110"))))
        .isEqualTo(new StreamStart(lsn("0/3000000"), 1));
  }

  @Test
  void withoutArchiveAndSlotItTakesTheSegmentThatIsWritten() {
    assertThat(start(Map.of(), FIRST, 1, Optional.empty()))
        .isEqualTo(new StreamStart(lsn("0/B000000"), 1));
  }

  @Test
  void whatTheSlotKeepsMayBeOfAnEarlierTimeline() {
    assertThat(start(Map.of(), THIRD, 3, Optional.of(lsn("0/5000110"))))
        .isEqualTo(new StreamStart(lsn("0/5000000"), 1));
  }

  @Test
  void itGoesOnWhereTheArchiveEnds() {
    assertThat(start(Map.of(1, lsn("0/4000000")), FIRST, 1, Optional.of(lsn("0/4000110"))))
        .isEqualTo(new StreamStart(lsn("0/4000000"), 1));
  }

  @Test
  void whatTheSlotKeepsWasNeverConfirmedAndComesFirst() {
    assertThat(start(Map.of(1, lsn("0/4000000")), FIRST, 1, Optional.of(lsn("0/2000110"))))
        .isEqualTo(new StreamStart(lsn("0/2000000"), 1));
  }

  @Test
  void aSegmentThatAKilledStreamLeftOutIsWhereItGoesOn() {
    ArchivedEnds ends =
        ArchivedEnds.of(
            IntStream.of(3, 4, 6, 7).mapToObj(StreamStartTest::archived).toList(), SEGMENT);

    assertThat(ends.unbroken()).containsExactly(Map.entry(1, lsn("0/5000000")));
    assertThat(ends.last()).containsExactly(Map.entry(1, lsn("0/8000000")));
  }

  @Test
  void aGapOfLongAgoIsNoPlaceToGoOnFrom() {
    ArchivedEnds ends =
        ArchivedEnds.of(
            IntStream.range(1, 200)
                .filter(number -> number != 50)
                .mapToObj(StreamStartTest::archived)
                .toList(),
            SEGMENT);

    assertThat(ends.unbroken()).isEqualTo(ends.last());
  }

  private static ListedWal archived(int number) {
    String name = new Lsn((long) number * SEGMENT).segmentName(1, SEGMENT);
    return new ListedWal(new WalFile("1", name), Instant.EPOCH, OptionalInt.empty());
  }

  @Test
  void afterAFailoverItStillFinishesTheTimelineThatWasLeft() {
    assertThat(start(Map.of(1, lsn("0/4000000")), THIRD, 3, Optional.empty()))
        .isEqualTo(new StreamStart(lsn("0/4000000"), 1));
    assertThat(start(Map.of(1, lsn("0/5000000")), THIRD, 3, Optional.empty()))
        .isEqualTo(new StreamStart(lsn("0/5000000"), 1));
  }

  @Test
  void whatWasArchivedAfterATimelineWasLeftIsNoPlaceToGoOnFrom() {
    assertThat(start(Map.of(1, lsn("0/7000000")), THIRD, 3, Optional.empty()))
        .isEqualTo(new StreamStart(lsn("0/5000000"), 2));
  }

  @Test
  void theNewestTimelineThatLedHereCountsAndOthersDoNot() {
    assertThat(
            start(
                Map.of(1, lsn("0/5000000"), 2, lsn("0/8000000"), 4, lsn("0/FF000000")),
                THIRD,
                3,
                Optional.empty()))
        .isEqualTo(new StreamStart(lsn("0/8000000"), 2));
  }

  private static StreamStart start(
      Map<Integer, Lsn> archived, Lineage lineage, int timeline, Optional<Lsn> slot) {
    SystemIdentity server = new SystemIdentity("1", timeline, lsn("0/B000500"));
    return StreamStart.after(archived, lineage, server, slot, SEGMENT);
  }

  private static Lsn lsn(String text) {
    return Lsn.parse(text);
  }
}
