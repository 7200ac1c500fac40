package io.salvaguarda.bench;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.tools.PgTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The yardstick: the machine's own pg_dump, as a user would run it. */
final class PgDump {

  private final Path program = PgTools.newest().orThrow().find("pg_dump").orThrow();
  private final ConnectionSpec database;

  PgDump(ConnectionSpec database) {
    this.database = database;
  }

  /**
   * Seconds of one run.
   *
   * @param output a file, or /dev/null
   */
  double seconds(Path output, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PGHOST", database.host());
    builder.environment().put("PGPORT", String.valueOf(database.port()));
    builder.environment().put("PGUSER", database.user());
    builder.environment().put("PGPASSWORD", database.password().reveal());
    builder.environment().put("PGDATABASE", database.database());
    long begin = System.nanoTime();
    int status = builder.start().waitFor();
    if (status != 0) {
      throw new IOException("pg_dump exited with " + status);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
