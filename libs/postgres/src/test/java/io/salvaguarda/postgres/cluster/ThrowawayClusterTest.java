package io.salvaguarda.postgres.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
