package io.salvaguarda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.local.stack.StackOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpArgumentsTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("SALVA_HOME", "/tmp/stack");

  @Test
  void theFolderIsTheEnvironmentsAndOptionsChangeTheRest() {
    // when
    StackOptions options =
        UpArguments.parse(new String[] {"--keep", "--data-mib", "7", "--http"}, ENVIRONMENT);

    // then
    assertThat(options.home()).isEqualTo(Path.of("/tmp/stack"));
    assertThat(options.keep()).isTrue();
    assertThat(options.dataMebibytes()).isEqualTo(7);
    assertThat(options.https()).isFalse();
  }

  @Test
  void withoutOptionsTheFolderIsWipedAndS3SpeaksHttps() {
    StackOptions options = UpArguments.parse(new String[0], ENVIRONMENT);

    assertThat(options.keep()).isFalse();
    assertThat(options.https()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--data-mib", "--data-mib=0", "--kep", "x"})
  void whatIsNotUnderstoodIsRefused(String argument) {
    assertThatThrownBy(() -> UpArguments.parse(new String[] {argument}, ENVIRONMENT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
