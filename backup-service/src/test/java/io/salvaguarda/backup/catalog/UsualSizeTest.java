package io.salvaguarda.backup.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsualSizeTest {

  @Test
  void withoutEarlierBackupsNothingIsUsual() {
    assertThat(UsualSize.of(List.of())).isEmpty();
  }

  @Test
  void theUsualSizeIsTheMedian() {
    assertThat(UsualSize.of(List.of(7L))).hasValue(7);
    assertThat(UsualSize.of(List.of(10L, 30L))).hasValue(20);
    assertThat(UsualSize.of(List.of(1L, 1000L, 900L, 1100L, 950L))).hasValue(950);
  }

  @Test
  void lessThanAFifthOfItIsFarBelow() {
    assertThat(UsualSize.isFarBelow(1000, 199)).isTrue();
    assertThat(UsualSize.isFarBelow(1000, 200)).isFalse();
    assertThat(UsualSize.isFarBelow(0, 0)).isFalse();
  }
}
