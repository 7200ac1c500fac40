package io.salvaguarda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"45s, PT45S", "90m, PT90M", "6h, PT6H", "2d, PT48H", "1d2h3m4s, PT26H3M4S"})
  void aDurationIsReadAsPeopleWriteIt(String written, Duration meant) throws Exception {
    assertThat(Durations.parse(written)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6", "h", "-6h", "6 h", "1.5h", "3m2h", "PT6H", "0s", "9999999d"})
  void anythingElseIsRefused(String written) {
    assertThatThrownBy(() -> Durations.parse(written)).isInstanceOf(Refused.class);
  }
}
