package io.salvaguarda.notifier.history.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.BackupCompleted;
import io.salvaguarda.events.StorageLow;
import io.salvaguarda.events.StorageRecovered;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The quota of repository {@code cloud} is 100 GiB; the marks are 15 % and 5 %. */
@QuarkusTest
class QuotaTest extends NotifierTest {

  private static final String VOLUME = "quota of repository cloud";

  @Test
  void aQuotaIsADiskThatFillsAndHasRoomAgainAfterAPrune() {
    tellPrunedTo(80, 10);
    tellBackupOf(4, 20);
    tellBackupOf(4, 30);

    eventually(() -> lows().size() == 1);
    assertThat(lows().getFirst().threshold()).isEqualTo(StorageThreshold.WARNING);
    tellBackupOf(9, 40);

    eventually(() -> lows().size() == 2);
    assertThat(lows().getLast().threshold()).isEqualTo(StorageThreshold.CRITICAL);
    assertThat(lows().getLast().freeBytes()).isBetween(2L << 30, 3L << 30);
    eventually(() -> shown("severity").equals(List.of("CRITICAL")));
    tellPrunedTo(60, 50);

    eventually(() -> !shown("resolvedAt").contains("open"));
    eventually(
        () -> suite.told(StorageRecovered.class, each -> each.volume().equals(VOLUME)).size() == 1);
  }

  private void tellPrunedTo(long gib, int second) {
    suite.tell(Facts.pruned("cloud", gib << 30, at(second)));
  }

  private void tellBackupOf(long gib, int second) {
    BackupCompleted some = Facts.backupCompleted(NotifierStack.freshSource("dba"), 21, at(second));
    suite.tell(
        new BackupCompleted(
            some.backupId(),
            some.sourceId(),
            some.kind(),
            some.plan(),
            some.team(),
            "cloud",
            some.jobId(),
            some.attempt(),
            some.trigger(),
            some.startedAt(),
            some.snapshotAt(),
            some.completedAt(),
            some.plainBytes(),
            gib << 30,
            some.chunks(),
            some.newChunks(),
            some.serverVersion(),
            some.tables(),
            some.rows()));
  }

  private static Instant at(int second) {
    return NOW.plusSeconds(second);
  }

  private List<StorageLow> lows() {
    return suite.told(StorageLow.class, each -> each.volume().equals(VOLUME));
  }

  /** A field of the incidents about the quota. */
  private List<String> shown(String field) {
    return suite.incidents("storage").stream()
        .filter(each -> each.get("summary").toString().contains(VOLUME))
        .map(each -> Objects.toString(each.get(field), "open"))
        .toList();
  }
}
