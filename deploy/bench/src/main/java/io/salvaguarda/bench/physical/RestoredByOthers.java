package io.salvaguarda.bench.physical;

import io.salvaguarda.local.Ports;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A data directory that another tool fills, and that a server then recovers: the same work as the
 * suite's, with the same settings.
 */
record RestoredByOthers(Path folder, Path data) implements AutoCloseable {

  static RestoredByOthers in(Path folder) throws IOException {
    JobFolder own = JobFolder.existing(folder, ToolUser.forTools());
    return new RestoredByOthers(folder, own.folder("data"));
  }

  /** Starts a server, which is there when it is promoted, and stops it cleanly. */
  void recover() {
    LocalCluster.Settings settings =
        new LocalCluster.Settings(
            Ports.free(),
            "postgres",
            Password.of("of nobody"),
            Map.of(
                "hot_standby", "off",
                "autovacuum", "off",
                "shared_buffers", "256MB",
                "dynamic_shared_memory_type", "mmap"));
    ToolContext context = ToolContext.of(PgTools.newest().orThrow());
    try (LocalCluster cluster = LocalCluster.in(folder, context, settings).orThrow()) {
      cluster.start().orThrow();
      cluster.stop();
    }
  }

  @Override
  public void close() throws IOException {
    JobFolder.wipe(folder);
  }
}
