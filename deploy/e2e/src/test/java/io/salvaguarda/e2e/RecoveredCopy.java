package io.salvaguarda.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.Ports;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A cluster that the suite has recovered: started, asked, and thrown away. */
final class RecoveredCopy {
  private RecoveredCopy() {}

  /** How many rows it has; -1: not the first ones. */
  static int rows(Suite suite, ProtectedCluster source, String backup, Map<String, ?> target)
      throws Exception {
    Path home = Files.createDirectory(suite.restores().resolve(UUID.randomUUID().toString()));
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("source", source.id());
    wish.put("kind", "physical");
    // not a later one, which a failover asks for: the log is to be followed across the switch
    wish.put("backupId", backup);
    wish.put("allowUnverified", true);
    wish.put("targetDirectory", home.resolve("data").toString());
    wish.put("target", target);
    String job =
        suite.ask(SuiteService.RESTORE, "/restores", new ObjectMapper().writeValueAsString(wish));
    suite.succeeded(SuiteService.RESTORE, job, "backupId");
    try (LocalCluster copy = started(source, home);
        Connection connection = PostgresConnections.open(copy.connection("postgres"))) {
      return WrittenCluster.rowsIn(connection);
    } finally {
      JobFolder.wipe(home);
    }
  }

  private static LocalCluster started(ProtectedCluster source, Path home) {
    LocalCluster.Settings settings =
        LocalCluster.Settings.forTests(
            Ports.free(), source.cluster().server().connection("postgres").password());
    return LocalCluster.in(home, ToolContext.of(source.tools()), settings)
        .orThrow()
        .start()
        .orThrow();
  }
}
