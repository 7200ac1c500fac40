package io.salvaguarda.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aStepEndsWithTheTimeThatItTook() {
    Stage stage = stage(false);
    pass(60_000);
    stage.step(2, "Back testdb up");
    pass(1_500);
    stage.done("backup.completed");

    assertThat(shown().lines())
        .containsExactly("", "2  Back testdb up", "   ✓ backup.completed  (1.5 s)");
  }

  @Test
  void inAFileThereAreNoEscapesAndProgressIsSaidNowAndThen() {
    Stage stage = stage(false);
    stage.step(1, "Start");
    stage.progress("too early");
    pass(2_000);
    stage.progress("after two seconds");
    stage.progress("too early again");
    stage.failed(List.of("it failed"));

    assertThat(shown()).contains("after two seconds").contains("it failed");
    assertThat(shown()).doesNotContain("too early").doesNotContain("\u001b");
  }

  @Test
  void onATerminalProgressIsOverwritten() {
    Stage stage = stage(true);
    stage.progress("10 %");
    stage.progress("20 %");
    stage.say("next");

    assertThat(shown()).isEqualTo("\r\u001b[K   10 %\r\u001b[K   20 %\n   next\n");
  }

  @Test
  void aFrameFoldsLongLines() {
    Stage stage = stage(false);
    stage.frame("mail", "word ".repeat(40));

    assertThat(shown().lines()).hasSizeGreaterThan(4).allMatch(line -> line.length() <= 95);
  }

  private Stage stage(boolean terminal) {
    return new Stage(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, nanos::get);
  }

  private void pass(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
