package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.tools.ToolRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Makes a superuser in a stopped cluster whose roles and passwords nobody here knows: a single-user
 * server asks for none. What databases set for everybody does not reach this one.
 */
final class OwnSuperuser {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private OwnSuperuser() {}

  static void make(OwnServer server, Consumer<String> log, String name, Password password) {
    // one statement a line; template0 is always there, and a single user may enter it. The settings
    // go around "alter role", which would make of an empty list one of an empty name.
    String script =
        """
        create role "%1$s" superuser login password '%2$s'
        insert into pg_db_role_setting select 0, oid, array['session_preload_libraries=', \
        'local_preload_libraries=', 'default_transaction_read_only=off', 'role=none'] \
        from pg_authid where rolname = '%1$s'
        """
            .formatted(name, password.reveal());
    try (ToolRun run =
        ToolRun.start(server.command(List.of("--single"), List.of("template0")), log)) {
      try (OutputStream in = run.stdin()) {
        in.write(script.getBytes(StandardCharsets.UTF_8));
      }
      run.stdout().transferTo(OutputStream.nullOutputStream());
      OptionalInt exit = run.waitFor(LIMIT);
      if (exit.isEmpty() || exit.getAsInt() != 0) {
        throw new PostgresException(DirectoryTool.failed("postgres --single", run.logTail()));
      }
    } catch (IOException e) {
      throw new PostgresException(
          DirectoryTool.failed("postgres --single", List.of(String.valueOf(e.getMessage()))), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException(
          DirectoryTool.failed("postgres --single", List.of("interrupted")), e);
    }
  }
}
