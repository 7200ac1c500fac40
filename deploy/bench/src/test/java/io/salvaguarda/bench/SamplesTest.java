package io.salvaguarda.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void theMedianIsTheMiddleWhateverTheOrder() {
    assertThat(Samples.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Samples.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3.0);
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThatThrownBy(() -> Options.parse(new String[] {"--round", "3"}, "--rounds"))
        .hasMessageContaining("--round;");
  }
}
