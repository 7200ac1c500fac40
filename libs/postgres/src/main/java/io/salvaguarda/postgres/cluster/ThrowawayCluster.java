package io.salvaguarda.postgres.cluster;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.PostgresFailure;
import io.salvaguarda.postgres.SslMode;
import io.salvaguarda.postgres.tools.DiskSpace;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.Sandboxing;
import io.salvaguarda.postgres.tools.ToolCommand;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.postgres.tools.ToolUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A cluster in which a backup is proven and which is then thrown away. Dumps may carry hostile
 * code, so it runs as a user that owns nothing, without network where the kernel allows, reachable
 * only through a Unix socket in a folder that nobody else can enter, and knows no secret of
 * production. Closing kills it and wipes its folder; so does the death of this process.
 */
public final class ThrowawayCluster implements AutoCloseable {
  private static final int PORT = 5432;

  private final ToolContext context;
  private final JobFolder folder;
  private final JobFolder sockets;
  private final String superuser;
  private final Password password;
  private final ServerProcess server;

  private ThrowawayCluster(
      ToolContext context,
      JobFolder folder,
      JobFolder sockets,
      String superuser,
      Password password,
      ServerProcess server) {
    this.context = context;
    this.folder = folder;
    this.sockets = sockets;
    this.superuser = superuser;
    this.password = password;
    this.server = server;
  }

  /**
   * A running, empty cluster; every failure to make one is inconclusive or of the configuration.
   */
  public static Outcome<ThrowawayCluster> start(ToolContext context, SandboxLimits limits) {
    Outcome<ThrowawayCluster> started =
        Outcome.of(
            () -> {
              DiskSpace.require(context.scratch(), limits.neededBytes()).orThrow();
              try {
                return startIn(
                    JobFolder.create(context.scratch(), "sandbox", ToolUser.forSandbox()),
                    context,
                    limits);
              } catch (IOException e) {
                throw new PostgresException(unusable(context.scratch(), e), e);
              }
            });
    return started instanceof Outcome.Failed<ThrowawayCluster> failed
        ? Outcome.failed(failed.failure().asInconclusive())
        : started;
  }

  private static ThrowawayCluster startIn(
      JobFolder folder, ToolContext context, SandboxLimits limits) throws IOException {
    JobFolder sockets = null;
    try {
      sockets = SocketFolder.in(folder);
      // a name that no restored role has, so that none can change its password
      String superuser = "salvaguarda_sandbox_" + random(4);
      Password password = Password.of(random(24));
      Path data = Initdb.run(context, folder, superuser, password);
      Files.writeString(data.resolve("pg_hba.conf"), "local all all scram-sha-256\n");
      ToolCommand command =
          new ToolCommand(
              context.tools().find("postgres").orThrow(),
              folder.path(),
              arguments(data, sockets.path(), limits),
              Map.of(),
              folder.user(),
              ToolCommand.Isolation.SANDBOX);
      ServerProcess server = ServerProcess.start(command, data, context.log());
      return new ThrowawayCluster(context, folder, sockets, superuser, password, server);
    } catch (IOException | RuntimeException e) {
      folder.close();
      if (sockets != null) {
        sockets.close();
      }
      throw e;
    }
  }

  private static String random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static List<String> arguments(Path data, Path sockets, SandboxLimits limits) {
    List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
    limits
        .parameters()
        .forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    arguments.addAll(List.of("-c", "listen_addresses="));
    arguments.addAll(List.of("-c", "unix_socket_directories=" + sockets));
    return arguments;
  }

  private static PostgresFailure unusable(Path scratch, IOException e) {
    return PostgresFailure.inconclusive(
        PostgresError.SANDBOX_FAILED,
        "no sandbox could be made in " + scratch + ": " + e.getMessage(),
        "Check the scratch folder.");
  }

  /** The superuser's way to a database of this cluster, which has {@code postgres} at first. */
  public ConnectionSpec connection(String database) {
    return new ConnectionSpec(
        sockets.path().toString(), PORT, database, superuser, password, SslMode.DISABLE);
  }

  /** For programs that work on this cluster: nobody else can reach its socket. */
  public ToolContext toolContext() {
    return context.sandboxed();
  }

  /** False where the kernel allows no namespaces: worth a warning in the log. */
  public boolean cutOffFromNetwork() {
    return Sandboxing.available();
  }

  public boolean running() {
    return server.running();
  }

  /** The server's last lines, redacted. */
  public List<String> logTail() {
    return server.logTail();
  }

  public Path folder() {
    return folder.path();
  }

  @Override
  public void close() {
    try {
      server.close();
    } finally {
      folder.close();
      sockets.close();
    }
  }
}
