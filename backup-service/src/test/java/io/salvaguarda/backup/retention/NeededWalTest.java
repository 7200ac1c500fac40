package io.salvaguarda.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.backup.catalog.WalRange;
import io.salvaguarda.repository.wal.WalFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeededWalTest {

  private static final String CLUSTER = "7412345678901234567";

  private final NeededWal needed =
      NeededWal.by(List.of(backup(2, "0/5000028"), backup(1, "0/3000028"), backup(1, "0/9000028")));

  private static WalRange backup(int timeline, String start) {
    return new WalRange(CLUSTER, timeline, start, start, 16 << 20);
  }

  private static WalFile file(String name) {
    return new WalFile(CLUSTER, name);
  }

  @Test
  void whatTheOldestBackupReplaysIsNeededOnEveryTimelineAndNothingBeforeIt() {
    assertThat(needed.firstSegments()).isEqualTo(Map.of(CLUSTER, "000000010000000000000003"));
    assertThat(needed.holds(file("000000010000000000000002"))).isFalse();
    assertThat(needed.holds(file("000000020000000000000002"))).isFalse();
    assertThat(needed.holds(file("000000010000000000000003"))).isTrue();
    assertThat(needed.holds(file("000000020000000100000000"))).isTrue();
    assertThat(needed.holds(file("000000010000000000000002.partial"))).isFalse();
    assertThat(needed.holds(file("000000010000000000000003.00000028.backup"))).isTrue();
  }

  @Test
  void historiesAndTheLogOfAClusterWithoutABackupAreNeeded() {
    assertThat(needed.holds(file("00000002.history"))).isTrue();
    assertThat(needed.holds(new WalFile("1", "000000010000000000000001"))).isTrue();
  }
}
