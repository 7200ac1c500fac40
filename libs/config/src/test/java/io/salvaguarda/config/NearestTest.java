package io.salvaguarda.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KNOWN = List.of("logical", "timezone", "deadline");

  @Test
  void aSlipOfTheFingersIsUnderstood() {
    assertThat(Nearest.of("logcial", KNOWN)).contains("logical");
    assertThat(Nearest.of("timeZone", KNOWN)).contains("timezone");
    assertThat(Nearest.of("dedline", KNOWN)).contains("deadline");
  }

  @Test
  void somethingElseIsNotGuessedAt() {
    assertThat(Nearest.of("schedule", KNOWN)).isEmpty();
    assertThat(Nearest.remedy("schedule", KNOWN, "keys"))
        .isEqualTo("Known keys: deadline, logical, timezone.");
  }

  @Test
  void whereThereIsNothingItSaysSo() {
    assertThat(Nearest.remedy("main", List.of(), "repositories"))
        .isEqualTo("There are no repositories yet.");
  }
}
