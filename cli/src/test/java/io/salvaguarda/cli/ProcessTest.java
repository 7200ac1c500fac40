package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process, as shells see it. */
@Timeout(60)
class ProcessTest {
  private static final String JOB = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";

  @TempDir Path home;

  @Test
  void controlCOnlyStopsWaitingAndTellsHowToLookAgain() throws Exception {
    try (SpokenServices services =
        new SpokenServices()
            .on("POST /backups", 202, "{'jobId':'%s'}".formatted(JOB))
            .on("GET /jobs/" + JOB, "{'state':'RUNNING'}")) {
      Process process = start(services.url(), "backup", "run", "testdb");
      await().atMost(Duration.ofSeconds(30)).until(() -> services.count("GET /jobs/" + JOB) > 1);

      new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
      assertThat(text(process))
          .contains("goes on")
          .contains("salva jobs show --wait backup " + JOB);
      assertThat(services.count("POST /jobs/" + JOB + "/cancel")).isZero();
    }
  }

  @Test
  void exitCodesReachTheShellAndNothingMoreIsSaid() throws Exception {
    Process process = start("http://127.0.0.1:1", "backup", "list");

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(text(process).lines()).hasSize(1);
  }

  private Process start(String url, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT", // a build in the background ignores it, and so would we
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Salva.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(new Commands(home, url).environment());
    return builder.start();
  }

  private static String text(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
