package io.salvaguarda.postgres.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.cluster.SandboxLimits;
import io.salvaguarda.postgres.cluster.ThrowawayCluster;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class StaleFoldersTest {
  private final SourceCluster.Server server;

  StaleFoldersTest(SourceCluster.Server server) {
    this.server = server;
  }

  /** Starts a sandbox in the given scratch folder, says where, and waits to be killed. */
  public static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      var context = ToolContext.of(PgTools.newest().orThrow()).withScratch(Path.of(arguments[0]));
      var sandbox = ThrowawayCluster.start(context, SandboxLimits.forBytes(0)).orThrow();
      System.out.println(sandbox.folder());
      System.in.read();
    }
  }

  private static boolean running(Path folder) {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().commandLine().orElse("").contains(folder.toString()));
  }

  @Test
  void aKilledProcessLeavesNoServerAndItsFolderIsSweptWhileLivingOnesStay() throws Exception {
    // given
    Path scratch = server.context().scratch().resolve("sweep");
    String java = ProcessHandle.current().info().command().orElseThrow();
    String classPath = System.getProperty("java.class.path");
    Process victim =
        new ProcessBuilder(
                List.of(java, "-cp", classPath, Victim.class.getName(), scratch.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Path folder =
        Path.of(
            new BufferedReader(
                    new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))
                .readLine());
    assertThat(running(folder)).isTrue();
    assertThat(StaleFolders.sweep(scratch)).isEmpty();
    assertThat(folder).exists();

    // when
    victim.destroyForcibly().waitFor();

    // then
    await().until(() -> !running(folder));
    try (JobFolder living = JobFolder.create(scratch, "living", ToolUser.forTools())) {
      assertThat(StaleFolders.sweep(scratch)).containsExactly(folder);
      assertThat(living.path()).exists();
    }
    assertThat(folder).doesNotExist();
    assertThat(scratch).isEmptyDirectory();
  }
}
