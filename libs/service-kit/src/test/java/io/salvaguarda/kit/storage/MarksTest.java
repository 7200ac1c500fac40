package io.salvaguarda.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.events.StorageThreshold;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static final Optional<StorageThreshold> ROOM = Optional.empty();
  private static final Optional<StorageThreshold> WARNING = Optional.of(StorageThreshold.WARNING);
  private static final Optional<StorageThreshold> CRITICAL = Optional.of(StorageThreshold.CRITICAL);

  private final Marks marks = new Marks(15, 5);

  @Test
  void aMarkIsPassedBelowItNotAtIt() {
    assertThat(marks.passed(ROOM, 15, 100)).isEqualTo(ROOM);
    assertThat(marks.passed(ROOM, 14, 100)).isEqualTo(WARNING);
    assertThat(marks.passed(ROOM, 5, 100)).isEqualTo(WARNING);
    assertThat(marks.passed(ROOM, 4, 100)).isEqualTo(CRITICAL);
    assertThat(marks.passed(ROOM, 0, 0)).isEqualTo(CRITICAL);
  }

  @Test
  void aDiskThatHoversAroundAMarkHasNotRecovered() {
    assertThat(marks.passed(WARNING, 16, 100)).isEqualTo(WARNING);
    assertThat(marks.passed(WARNING, 17, 100)).isEqualTo(ROOM);
    assertThat(marks.passed(CRITICAL, 6, 100)).isEqualTo(CRITICAL);
    assertThat(marks.passed(CRITICAL, 7, 100)).isEqualTo(WARNING);
    assertThat(marks.passed(CRITICAL, 17, 100)).isEqualTo(ROOM);
  }

  @Test
  void onlyWhatGetsWorseIsTold() {
    assertThat(Marks.isWorse(ROOM, WARNING)).isTrue();
    assertThat(Marks.isWorse(ROOM, CRITICAL)).isTrue();
    assertThat(Marks.isWorse(WARNING, CRITICAL)).isTrue();
    assertThat(Marks.isWorse(WARNING, WARNING)).isFalse();
    assertThat(Marks.isWorse(CRITICAL, WARNING)).isFalse();
    assertThat(Marks.isWorse(CRITICAL, ROOM)).isFalse();
  }
}
