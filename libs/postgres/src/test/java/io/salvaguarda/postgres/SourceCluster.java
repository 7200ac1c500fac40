package io.salvaguarda.postgres;

import io.salvaguarda.postgres.cluster.LocalCluster;
import io.salvaguarda.postgres.cluster.SandboxLimits;
import io.salvaguarda.postgres.cluster.ThrowawayCluster;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolContext;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One PostgreSQL server for all tests that only need databases of their own on it. */
public final class SourceCluster implements ParameterResolver {

  /** The running server; stopped and wiped when the last test has ended. */
  public static class Server implements AutoCloseable {
    private final Majors major;
    private final Path folder;
    private final LocalCluster cluster;
    private ThrowawayCluster sandbox;

    Server() throws Exception {
      this(Majors.OWN);
    }

    Server(Majors major) throws Exception {
      this.major = major;
      folder = Files.createTempDirectory("source-cluster-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      var settings = LocalCluster.Settings.forTests(freePort(), Password.of("sup:er\\user é"));
      cluster =
          LocalCluster.in(folder.resolve("pg"), context(), settings).orThrow().start().orThrow();
    }

    /** One for tests that only need databases of their own in it. */
    public synchronized ThrowawayCluster sandbox() {
      if (sandbox == null) {
        sandbox = newSandbox();
      }
      return sandbox;
    }

    public ThrowawayCluster newSandbox() {
      return ThrowawayCluster.start(context(), SandboxLimits.forBytes(0)).orThrow();
    }

    public LocalCluster cluster() {
      return cluster;
    }

    public ToolContext context() {
      return ToolContext.of(major.tools()).withScratch(folder.resolve("scratch"));
    }

    public ConnectionSpec connection(String database) {
      return cluster.connection(database);
    }

    /** A new database of any name. */
    public ConnectionSpec database(String name) throws Exception {
      execute(connection("postgres"), "create database " + Identifiers.quoted(name));
      return connection(name);
    }

    public ConnectionSpec newDatabase() throws Exception {
      return database("t" + UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public void close() throws java.io.IOException {
      cluster.close();
      if (sandbox != null) {
        sandbox.close();
      }
      JobFolder.wipe(folder);
    }
  }

  /** The same with another major version; who asks for it has seen that there is one. */
  public static final class Another extends Server {
    Another() throws Exception {
      super(Majors.ANOTHER);
    }
  }

  public static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public static void execute(ConnectionSpec spec, String... statements) throws Exception {
    try (Connection connection = PostgresConnections.open(spec);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  public static String query(ConnectionSpec spec, String sql) throws Exception {
    try (Connection connection = PostgresConnections.open(spec);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
    return Server.class.isAssignableFrom(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
    return extension
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(
            parameter.getParameter().getType(),
            type -> {
              try {
                return type == Another.class ? new Another() : new Server();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }
}
