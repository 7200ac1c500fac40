package io.salvaguarda.e2e;

import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.postgres.ConnectionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the shared suite protects beside {@code testdb}: a source for each sort of trouble. */
final class Sources {

  /** Its dump can be held up: see {@link Gate}. */
  static final String GATED = "gated";

  /** Backed up again and again. */
  static final String MANY = "many";

  /** Its events are not taken by everybody. */
  static final String MISHEARD = "misheard";

  /** Kept on a small disk: see {@link SmallDisks}. */
  static final String SMALL = "small";

  /** Who hears of what belongs to no team. */
  static final String ADMINISTRATORS = "administrators@example.org";

  private static final int MEBIBYTES = 30; // of testdb

  /** Nobody waits here as long as in production. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "SALVAGUARDA_STORAGE_EVERY", "1s",
          "SALVAGUARDA_VERIFICATION_ATTEMPTS", "20",
          "SALVAGUARDA_JOBS_BACKOFF", "1s",
          "SALVAGUARDA_DELIVERY_LEASE", "15s",
          "SALVAGUARDA_DELIVERY_FIRST_WAIT", "1s",
          "SALVAGUARDA_HTTP_DEADLINE", "12s",
          "SALVAGUARDA_DELIVERY_MAIL_DEADLINE", "12s");

  private static final String ENTRY =
      """
        %s:
          { type: postgresql, host: %s, port: %d, database: "%s", user: "%s", password: "%s",
            restoreUser: "%s", restorePassword: "%s", repository: %s, plan: never, team: dba }
      """;

  private Sources() {}

  static Suite suite() {
    return Suite.start(MEBIBYTES, SETTINGS, Sources::prepare);
  }

  private static void prepare(Suite suite) throws IOException {
    LocalStack stack = suite.stack();
    PostgresServer server = stack.sourceServer();
    server.execute("postgres", "create database " + GATED);
    server.execute(
        GATED,
        "create table small (i int primary key)",
        "insert into small select generate_series(1, 1000)",
        "create view gate as select 1 as one");
    ConnectionSpec reader = stack.sourceDatabase().reader();
    StringBuilder sources = new StringBuilder();
    sources.append(entry(stack, GATED, reader.withDatabase(GATED), "main"));
    sources.append(entry(stack, MANY, reader.withDatabase(GATED), "main"));
    sources.append(entry(stack, MISHEARD, reader.withDatabase(GATED), "main"));
    sources.append(entry(stack, SMALL, reader, "small-disk"));
    for (HostileName name : HostileName.values()) {
      name.create(server, stack.sourceDatabase().restorer());
      sources.append(entry(stack, name.sourceId(), name.reader(server), "main"));
    }
    sources.append(suite.tower().entry());
    write(stack.configuration(), sources.toString(), SmallDisks.mountOn(stack));
  }

  private static String entry(
      LocalStack stack, String id, ConnectionSpec reader, String repository) {
    ConnectionSpec restorer = stack.sourceDatabase().restorer();
    return ENTRY.formatted(
        id,
        reader.host(),
        reader.port(),
        yaml(reader.database()),
        yaml(reader.user()),
        yaml(reader.password().reveal()),
        restorer.user(),
        restorer.password().reveal(),
        repository);
  }

  private static void write(Path configuration, String sources, Path smallDisk) throws IOException {
    String repository =
        "  small-disk: { type: directory, path: \"%s\", passphrase: \"a passphrase of the test\" }\n"
            .formatted(smallDisk);
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace("repositories:\n", "repositories:\n" + repository)
            .replace("sources:\n", "sources:\n" + sources)
            .replace("plans:\n", "plans:\n  never: { logical: \"0 0 29 2 *\" }\n")
            .replace(
                "teams:\n", "teams:\n  administrators: { language: en, channels: [admin-mail] }\n")
            .replace(
                "channels:\n",
                "channels:\n  admin-mail: { type: mail, to: [" + ADMINISTRATORS + "] }\n")
            .replace("defaultTeam: dba", "defaultTeam: administrators"));
  }

  /** As it stands between double quotes. */
  private static String yaml(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
