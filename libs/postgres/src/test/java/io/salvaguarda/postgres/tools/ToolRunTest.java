package io.salvaguarda.postgres.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.SslMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class ToolRunTest {
  private final SourceCluster.Server server;

  ToolRunTest(SourceCluster.Server server) {
    this.server = server;
  }

  private static ToolCommand command(String program, String... arguments) {
    return new ToolCommand(
        Path.of(program),
        Path.of("/"),
        List.of(arguments),
        Map.of(),
        ToolUser.forTools(),
        ToolCommand.Isolation.UNPRIVILEGED);
  }

  private static String output(ToolRun run) throws Exception {
    String text = new String(run.stdout().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).describedAs(run.logTail().toString()).isZero();
    return text;
  }

  @Test
  void aProgramSeesNothingOfThisProcessesEnvironment() throws Exception {
    try (ToolRun run = ToolRun.start(command("/usr/bin/env"), line -> {})) {
      assertThat(output(run).lines().map(line -> line.split("=")[0]))
          .containsExactlyInAnyOrder("PATH", "LC_MESSAGES", "TZ");
    }
  }

  @Test
  void aProgramNeverRunsAsRoot() throws Exception {
    try (ToolRun run = ToolRun.start(command("/usr/bin/id", "-u"), line -> {})) {
      assertThat(output(run).strip()).isNotEqualTo("0");
    }
  }

  @Test
  void noNameAndNoPasswordIsInTheArguments() throws Exception {
    // given
    ConnectionSpec spec =
        server.connection("postgres").withDatabase("da ta").withUser("us er", Password.of("pass"));

    // when
    try (ToolRun run =
        ToolRun.start(server.context(), "pg_restore", List.of("-d", "service=salvaguarda"), spec)) {
      String argv = Files.readString(Path.of("/proc/" + run.pid() + "/cmdline")).replace('\0', ' ');

      // then
      assertThat(argv).contains("service=salvaguarda");
      assertThat(argv).doesNotContain("da ta").doesNotContain("us er").doesNotContain("pass");
    }
  }

  @Test
  void filesWithSecretsCanOnlyBeReadByTheirUserAndAreGoneAfterwards() throws Exception {
    Path folder;
    try (JobFolder job =
        JobFolder.create(server.context().scratch(), "test", ToolUser.forTools())) {
      var variables = LibpqEnvironment.of(server.connection("postgres"), job);
      folder = job.path();
      for (String variable : List.of("PGPASSFILE", "PGSERVICEFILE")) {
        Path file = Path.of(variables.get(variable));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
    assertThat(folder).doesNotExist();
  }

  @Test
  void aProgramOutlivesTheThreadThatStartedIt() throws Exception {
    // given
    ToolRun[] started = new ToolRun[1];
    Thread starter =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    started[0] = ToolRun.start(command("/bin/cat"), line -> {});
                  } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                  }
                });

    // when
    starter.join();
    await().until(() -> !starter.isAlive());

    // then
    try (ToolRun run = started[0]) {
      run.stdin().write("still here".getBytes(StandardCharsets.UTF_8));
      run.stdin().close();
      assertThat(output(run)).isEqualTo("still here");
    }
  }

  @Test
  void killingARunKillsAllThatItStarted() throws Exception {
    try (ToolRun run =
        ToolRun.start(command("/bin/sh", "-c", "sleep 300 & sleep 300"), line -> {})) {
      ProcessHandle shell = ProcessHandle.of(run.pid()).orElseThrow();
      await().until(() -> shell.descendants().count() == 2);
      List<ProcessHandle> children = shell.descendants().toList();

      run.kill();

      await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  @Test
  void aSilentProgramHoldsNoCarrierOfVirtualThreads() throws Exception {
    try (ToolRun run = ToolRun.start(command("/bin/sleep", "300"), line -> {})) {
      assertThat(run.pid()).isPositive();
      // only platform threads are listed
      assertThat(Thread.getAllStackTraces().keySet())
          .anyMatch(thread -> thread.getName().startsWith("stderr-of-sleep"));
    }
  }

  @Test
  void anInterruptionWhileClosingLeavesNoPasswordBehind() throws Exception {
    // given
    Path scratch = server.context().scratch().resolve("interrupted");
    ToolRun run =
        ToolRun.start(
            server.context().withScratch(scratch),
            "psql",
            List.of("-d", "service=salvaguarda", "-c", "select pg_sleep(300)"),
            server.connection("postgres"));

    // when
    Thread.currentThread().interrupt();
    run.close();

    // then
    assertThat(Thread.interrupted()).as("whoever interrupted is heard").isTrue();
    assertThat(run.running()).isFalse();
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void aNonAsciiNameReachesPostgresAlsoWhenThisProcessRunsInTheCLocale() throws Exception {
    ConnectionSpec spec = server.database("ação C locale");

    assertThat(databaseSeenThrough(spec)).isEqualTo("ação C locale");
    assertThatThrownBy(() -> databaseSeenThrough(server.database("ação\nC locale")))
        .isInstanceOfSatisfying(
            PostgresException.class,
            e -> assertThat(e.failure().error()).isEqualTo(PostgresError.CONFIGURATION));
  }

  /** pg_dump's word for the database that it connected to, with an ASCII-only environment. */
  private String databaseSeenThrough(ConnectionSpec spec) throws Exception {
    try (JobFolder job =
        JobFolder.create(server.context().scratch(), "test", ToolUser.forTools())) {
      var variables = LibpqEnvironment.of(spec, job, StandardCharsets.US_ASCII);
      var dump =
          new ToolCommand(
              server.context().tools().find("pg_dump").orThrow(),
              job.path(),
              List.of("--format=plain", "--create", "--schema-only"),
              variables,
              ToolUser.forTools(),
              ToolCommand.Isolation.UNPRIVILEGED);
      try (ToolRun run = ToolRun.start(dump, line -> {})) {
        return output(run)
            .lines()
            .filter(line -> line.startsWith("CREATE DATABASE"))
            .map(line -> line.split("\"")[1])
            .findFirst()
            .orElseThrow();
      }
    }
  }

  @Test
  void aPasswordWithALineBreakIsRefusedInPlainWordsWithoutShowingIt() {
    var spec =
        new ConnectionSpec("localhost", 1, "x", "joe", Password.of("hunter2\n"), SslMode.DISABLE);

    assertThatThrownBy(() -> ToolRun.start(server.context(), "pg_dump", List.of(), spec))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("line break")
        .hasMessageNotContaining("hunter2");
  }
}
