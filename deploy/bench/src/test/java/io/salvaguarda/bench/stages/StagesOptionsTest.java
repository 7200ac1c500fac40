package io.salvaguarda.bench.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagesOptionsTest {

  @Test
  void whatIsNotSaidHasADefault() {
    assertThat(StagesOptions.parse("--forks", "1"))
        .isEqualTo(new StagesOptions(1, 5, Path.of("docs/benchmarks")));
  }

  @ParameterizedTest
  @CsvSource({"--rounds 5, --rounds", "--forks, needs a value", "--forks 0, --forks is 0"})
  void aMistakeIsNamed(String typed, String told) {
    assertThatThrownBy(() -> StagesOptions.parse(typed.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }
}
