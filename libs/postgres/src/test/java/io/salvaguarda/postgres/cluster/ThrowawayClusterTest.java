package io.salvaguarda.postgres.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SourceCluster;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowawayClusterTest {
  @Test
  void aSandboxAnswersOverItsSocketAndLeavesNothing() throws Exception {
    ToolContext context = ToolContext.of(PgTools.newest().orThrow());

    Path folder;
    try (var sandbox = ThrowawayCluster.start(context, SandboxLimits.forBytes(0)).orThrow()) {
      folder = sandbox.folder();
      try (var connection = PostgresConnections.open(sandbox.connection("postgres"));
          var statement = connection.createStatement();
          var rows = statement.executeQuery("select 1")) {
        assertThat(rows.next()).isTrue();
      }
    }

    assertThat(folder).doesNotExist();
  }

  @Test
  void aDiskThatIsTooSmallIsSeenBeforeTheWork() {
    var limits = SandboxLimits.forBytes(Long.MAX_VALUE / 8);

    assertThat(ThrowawayCluster.start(ToolContext.of(PgTools.newest().orThrow()), limits))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().error()).isEqualTo(PostgresError.DISK_FULL);
              assertThat(failed.failure().kind()).isEqualTo(PostgresFailure.Kind.INCONCLUSIVE);
            });
  }

  @Test
  void aDeepScratchFolderIsNoObstacle(@TempDir Path folder) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    ToolContext context =
        ToolContext.of(PgTools.newest().orThrow())
            .withScratch(folder.resolve("deep-".repeat(12)).resolve("er-".repeat(12)));

    try (var sandbox = ThrowawayCluster.start(context, SandboxLimits.forBytes(0)).orThrow()) {
      assertThat(SourceCluster.query(sandbox.connection("postgres"), "show archive_mode"))
          .isEqualTo("off");
      assertThat(SourceCluster.query(sandbox.connection("postgres"), "show listen_addresses"))
          .isEmpty();
    }
  }

  @Test
  void aMissingServerPackageIsInconclusiveAndNamed(@TempDir Path folder) throws Exception {
    // given
    Path dump = folder.resolve("pg_dump");
    Files.writeString(dump, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 12.1'\n");
    Files.setPosixFilePermissions(dump, PosixFilePermissions.fromString("rwxr-xr-x"));
    var tools =
        PgTools.forServerMajor(12, Map.of(PgTools.BIN_VARIABLE, folder.toString())).orThrow();

    // when
    var outcome = ThrowawayCluster.start(ToolContext.of(tools), SandboxLimits.forBytes(0));

    // then
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(PostgresFailure.Kind.INCONCLUSIVE);
              assertThat(failed.failure().nextStep()).contains("package postgresql-12");
            });
  }
}
