package io.salvaguarda.restore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.SslMode;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolCommand;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolRun;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A restored cluster that is started as an operator would: with the configuration that it has. */
public record RestoredServer(Path data, int port) implements AutoCloseable {

  public static RestoredServer start(Path data, int port) {
    RestoredServer server = new RestoredServer(data, port);
    // except for its socket's folder, which only packages make
    String noSocket = "-c unix_socket_directories=";
    server.ctl("-l", data.resolve("server.log").toString(), "-o", noSocket, "-w", "start");
    return server;
  }

  private void ctl(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-D", data.toString(), "-s"));
    all.addAll(List.of(arguments));
    List<String> said = run("pg_ctl", all.toArray(String[]::new));
    if (!said.isEmpty()) {
      throw new IllegalStateException("pg_ctl " + all + ": " + said);
    }
  }

  /** Runs a program of PostgreSQL's as its user; what it said when it failed, else nothing. */
  public static List<String> run(String tool, String... arguments) {
    ToolCommand command =
        new ToolCommand(
            PgTools.newest().orThrow().find(tool).orThrow(),
            RestoreStack.restores(),
            List.of(arguments),
            Map.of(),
            ToolUser.forTools(),
            ToolCommand.Isolation.UNPRIVILEGED);
    try (ToolRun run = ToolRun.start(command, line -> {})) {
      return failureOf(run);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> failureOf(ToolRun run) throws IOException {
    try {
      run.stdin().close();
      List<String> said =
          new ArrayList<>(new String(run.stdout().readAllBytes(), UTF_8).lines().toList());
      int exit = run.waitFor();
      said.addAll(run.logTail());
      said.add("exit " + exit);
      return exit == 0 ? List.of() : said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What pg_amcheck finds in all databases, indexes held against their tables. */
  public List<String> amcheck() throws IOException {
    ToolContext context =
        ToolContext.of(PgTools.newest().orThrow()).withScratch(RestoreStack.ownScratch());
    List<String> arguments = List.of("--all", "--install-missing", "--heapallindexed");
    try (ToolRun run = ToolRun.start(context, "pg_amcheck", arguments, connection())) {
      return failureOf(run);
    }
  }

  public ConnectionSpec connection() {
    return new ConnectionSpec(
        "127.0.0.1", port, "postgres", "postgres", PhysicalSource.PASSWORD, SslMode.DISABLE);
  }

  /** The first column of the only row. */
  public String text(String query) {
    return PhysicalSource.text(connection(), query);
  }

  @Override
  public void close() {
    ctl("-m", "fast", "-w", "stop");
  }
}
