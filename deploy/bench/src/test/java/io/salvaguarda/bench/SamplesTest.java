package io.salvaguarda.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.bench.ThirtyDays.Change;
import io.salvaguarda.bench.ThirtyDays.Growth;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void theMedianIsTheMiddleWhateverTheOrder() {
    assertThat(Samples.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Samples.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3.0);
  }

  @Test
  void anUnknownOptionAndABadValueAreNamed() {
    assertThatThrownBy(() -> Options.parse("--round", "3")).hasMessageContaining("--round;");
    assertThatThrownBy(() -> Options.parse("--rounds")).hasMessageContaining("--rounds needs");
    assertThatThrownBy(() -> Options.parse("--rounds", "-1"))
        .hasMessageContaining("--rounds is -1");
    assertThat(Options.parse("--rounds", "7").rounds()).isEqualTo(7);
  }

  @Test
  void plotsAreWellFormed() throws Exception {
    Samples samples = new Samples();
    samples.add("a < b & c", new Measured(1.5, 2, 0, 0));
    var growth = Map.of(Change.RECENT, new Growth(List.of(1L, 2L), List.of(1L, 3L)));

    for (String svg : List.of(Plot.bars("s", samples), Plot.lines("s", growth))) {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      assertThat(document.getElementsByTagName("text").getLength()).isGreaterThan(1);
    }
  }
}
