package io.salvaguarda.restore.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingTest {

  private static final UUID JOB = UUID.fromString("01a1fcff-bf88-7830-99ba-b74e34bf238b");

  @Test
  void theNameSaysWhoseItIs() {
    Working working = new Working(JOB, 12);

    assertThat(working.database())
        .isEqualTo("salvaguarda_restore_01a1fcffbf88783099bab74e34bf238b_12");
    assertThat(Working.of(working.database())).contains(working);
  }

  @Test
  void theLongestNameFitsPostgresLimit() {
    assertThat(new Working(JOB, 999_999_999).database().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(63);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "testdb",
        "salvaguarda_restore_",
        "salvaguarda_restore_01a1fcffbf88783099bab74e34bf238b",
        "salvaguarda_restore_01a1fcffbf88783099bab74e34bf238b_0",
        "salvaguarda_restore_01a1fcffbf88783099bab74e34bf238b_1x",
        "salvaguarda_restore_01A1FCFFBF88783099BAB74E34BF238B_1",
        "x_salvaguarda_restore_01a1fcffbf88783099bab74e34bf238b_1"
      })
  void otherNamesAreOthers(String name) {
    assertThat(Working.of(name)).isEmpty();
  }
}
