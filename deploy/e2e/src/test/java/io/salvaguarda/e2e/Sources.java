package io.salvaguarda.e2e;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.postgres.ConnectionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the shared suite protects beside {@code testdb}: a database for each sort of trouble. */
final class Sources {

  /** Its dump can be held up: see {@link Gate}. */
  static final String GATED = "gated";

  /** Backed up again and again. */
  static final String MANY = "many";

  private static final int MEBIBYTES = 150; // of testdb: enough to be caught in mid-work

  private Sources() {}

  static Suite suite() {
    return Suite.start(
        MEBIBYTES,
        Map.of("SALVAGUARDA_STORAGE_EVERY", "1s", "SALVAGUARDA_JOBS_BACKOFF", "1s"),
        Sources::prepare);
  }

  private static void prepare(LocalStack stack) throws IOException {
    StringBuilder sources = new StringBuilder();
    PostgresServer server = stack.sourceServer();
    server.execute("postgres", "create database " + GATED);
    server.execute(
        GATED,
        "create table small (i int primary key)",
        "insert into small select generate_series(1, 1000)",
        "create view gate as select 1 as one");
    sources.append(entry(stack, GATED, GATED, "main"));
    sources.append(entry(stack, MANY, GATED, "main"));
    Path file = stack.configuration();
    Files.writeString(
        file,
        Files.readString(file)
            .replace("sources:\n", "sources:\n" + sources)
            .replace("plans:\n", "plans:\n  never: { logical: \"0 0 29 2 *\" }\n"));
  }

  private static String entry(LocalStack stack, String id, String database, String repository) {
    ConnectionSpec reader = stack.sourceDatabase().reader();
    return "  %s: { type: postgresql, host: %s, port: %d, database: \"%s\", user: %s, password: \"%s\", repository: %s, plan: never, team: dba }\n"
        .formatted(
            id,
            reader.host(),
            reader.port(),
            database,
            reader.user(),
            reader.password().reveal(),
            repository);
  }
}
