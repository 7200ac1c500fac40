package io.salvaguarda.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.Ports;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.PostgresConnections;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import java.io.IOException;
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
    Path data = restored(suite, source.id(), backup, target);
    try (LocalCluster copy = started(data, source.tools(), source.cluster().server());
        Connection connection = PostgresConnections.open(copy.connection("postgres"))) {
      return WrittenCluster.rowsIn(connection);
    } finally {
      JobFolder.wipe(data.getParent());
    }
  }

  /** The data directory, in a new folder of its own. */
  static Path restored(Suite suite, String source, String backup, Map<String, ?> target)
      throws IOException {
    Path home = Files.createDirectory(suite.restores().resolve(UUID.randomUUID().toString()));
    Path data = home.resolve("data");
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("source", source);
    wish.put("kind", "physical");
    // not a later one, which a failover asks for: the log is to be followed across the switch
    wish.put("backupId", backup);
    wish.put("allowUnverified", true);
    wish.put("targetDirectory", data.toString());
    wish.put("target", target);
    String job =
        suite.ask(SuiteService.RESTORE, "/restores", new ObjectMapper().writeValueAsString(wish));
    suite.succeeded(SuiteService.RESTORE, job, "backupId");
    return data;
  }

  /**
   * Where it lies.
   *
   * @param original whose superuser it has
   */
  static LocalCluster started(Path data, PgTools tools, PostgresServer original) {
    LocalCluster.Settings settings =
        LocalCluster.Settings.forTests(Ports.free(), original.connection("postgres").password());
    return LocalCluster.in(data.getParent(), ToolContext.of(tools), settings)
        .orThrow()
        .start()
        .orThrow();
  }
}
