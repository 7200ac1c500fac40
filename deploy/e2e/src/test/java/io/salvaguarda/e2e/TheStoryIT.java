package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The demo is the story of the main job, and every step of it checks what it shows. */
class TheStoryIT {

  @Test
  void theDemoTellsTheWholeStoryAndEndsWell() throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("salvaguarda-story-");
    Path output = Files.createTempFile("salvaguarda-story-", ".log");
    Files.delete(home);
    Path module = Checkout.root().resolve("deploy/local/target");
    String classes =
        module.resolve("classes") + ":" + Files.readString(module.resolve("classpath")).strip();
    ProcessBuilder demo =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                classes,
                "io.salvaguarda.local.demo.Demo",
                "--data-mib",
                "20"));
    demo.environment().put("SALVA_HOME", home.toString());
    demo.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = demo.start();

    boolean ended = process.waitFor(6, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }

    String told = Files.readString(output);
    assertThat(ended).as(told).isTrue();
    assertThat(process.exitValue()).as(told).isZero();
    assertThat(told)
        .contains("PASSED, level CONTENT")
        .contains("backup.failed")
        .contains("QUARANTINED");
    Files.delete(output);
  }
}
