package io.salvaguarda.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
  @TempDir Path folder;

  @Test
  void aProcessGetsItsEnvironmentAndNothingOfOurs() throws IOException {
    // given
    Path program =
        source("System.getenv().forEach((k, v) -> System.out.println(k + \"=\" + v)); work();");

    // when
    try (JavaProcess process =
        launch(program).environment("SECRET", "s3cr3t").readyWhen(() -> log("ready")).start()) {

      // then
      assertThat(process.log()).content().contains("SECRET=s3cr3t").doesNotContain("MAVEN");
      assertThat(process.residentBytes()).isGreaterThan(10_000_000);
      assertThat(process.readyAfter()).isPositive();
    }
  }

  @Test
  void aKilledProcessStartsAgainAndLogsToTheSameFile() throws IOException {
    // given
    Path program = source("System.out.println(\"I am \" + ProcessHandle.current().pid()); work();");
    try (JavaProcess process = launch(program).readyWhen(() -> log("ready")).start()) {
      long first = process.pid();

      // when
      process.kill9();
      boolean aliveAfterKill = process.isAlive();
      process.start();

      // then
      assertThat(aliveAfterKill).isFalse();
      await().until(() -> log("I am " + process.pid()));
      assertThat(process.log()).content().contains("I am " + first + "\n");
    }
  }

  @Test
  void aProcessThatEndsBeforeItIsReadyFailsWithItsLastLines() throws IOException {
    // given
    Path program = source("System.err.println(\"no such setting\"); System.exit(3);");

    // when / then
    assertThatThrownBy(() -> launch(program).readyWhen(() -> false).start())
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("exited 3")
        .hasMessageContaining("no such setting");
  }

  @Test
  void aProcessOutlivesTheThreadThatAskedForItButNotItsParent() throws Exception {
    // given a parent JVM that has started a child JVM
    Path program = source("work();");
    Path pid = folder.resolve("child.pid");
    Process parent =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    ParentOfChild.class.getName(),
                    program.toString(),
                    pid.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("parent.log").toFile())
            .start();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pid) && Files.size(pid) > 0);
      ProcessHandle child = ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
      assertThat(child.isAlive()).isTrue();

      // when
      parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

      // then
      await().until(() -> !child.isAlive());
    } finally {
      parent.destroyForcibly();
    }
  }

  /** Starts one child and waits to be killed. */
  static final class ParentOfChild {
    private ParentOfChild() {}

    public static void main(String[] arguments) throws Exception {
      Path program = Path.of(arguments[0]);
      // the thread that asked for the child ends at once; the child must not end with it
      Thread asker =
          new Thread(
              () -> {
                JavaProcess child =
                    JavaProcess.jar("child", program)
                        .log(program.resolveSibling("child.log"))
                        .start();
                try {
                  Files.writeString(Path.of(arguments[1]), String.valueOf(child.pid()));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      asker.start();
      asker.join();
      Thread.currentThread().join();
    }
  }

  private JavaLaunch launch(Path program) {
    return JavaProcess.jar("program", program).log(folder.resolve("log"));
  }

  private boolean log(String line) {
    try {
      return Files.readString(folder.resolve("log")).lines().anyMatch(line::equals);
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A runnable jar of one class with this body; {@code work()} prints a line and never returns. */
  private Path source(String body) throws IOException {
    return ProgramJar.of(folder, body);
  }
}
