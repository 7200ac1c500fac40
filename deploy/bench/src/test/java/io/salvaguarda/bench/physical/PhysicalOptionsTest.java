package io.salvaguarda.bench.physical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalOptionsTest {

  @Test
  void whatIsNotGivenIsUsual() {
    PhysicalOptions options = PhysicalOptions.parse("--rounds", "1");

    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.dataMebibytes()).isEqualTo(3000);
    assertThat(options.out()).isEqualTo(Path.of("docs/benchmarks"));
    assertThat(options.jfr()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--round 1", "--rounds", "--rounds many", "--rounds 0", "--segments -1"})
  void whatMakesNoSenseIsRefusedByItsName(String given) {
    String[] arguments = given.split(" ");

    assertThatThrownBy(() -> PhysicalOptions.parse(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(arguments[0]);
  }
}
