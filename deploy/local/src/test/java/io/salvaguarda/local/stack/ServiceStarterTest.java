package io.salvaguarda.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salvaguarda.local.KeptValues;
import io.salvaguarda.local.Ports;
import io.salvaguarda.local.PostgresServer;
import io.salvaguarda.local.ProgramJar;
import io.salvaguarda.local.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceStarterTest {
  /** Listens where it is told, answers the health question and prints its environment. */
  private static final String SERVICE =
      """
      var server = com.sun.net.httpserver.HttpServer.create(
          new java.net.InetSocketAddress(System.getenv("QUARKUS_HTTP_HOST"),
              Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"))), 0);
      server.createContext("/q/health/ready", exchange -> {
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
      });
      server.start();
      System.getenv().forEach((name, value) -> System.out.println(name + "=" + value));
      work();
      """;

  @TempDir Path folder;
  private Path logs;

  @BeforeEach
  void prepare() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    logs = Files.createDirectory(folder.resolve("logs"));
  }

  @Test
  void aServiceIsConfiguredByItsEnvironmentAndNoSecretIsInItsCommandLine() throws IOException {
    // given
    Path jar = SuiteService.BACKUP.jar(folder);
    Files.createDirectories(jar.getParent());
    Files.move(ProgramJar.of(folder, SERVICE), jar);
    try (PostgresServer server = PostgresServer.start(folder.resolve("pg"))) {
      Catalog catalog = Catalog.on(server, KeptValues.in(folder));
      String password = catalog.login(SuiteService.BACKUP).password().reveal();

      // when
      ServiceInstance instance =
          new ServiceStarter(folder, logs, catalog, Map.of("SALVAGUARDA_CONFIG", "/x.yaml"))
              .start(SuiteService.BACKUP, Ports.free(), 2);

      // then
      try (var process = instance.process()) {
        assertThat(process.log())
            .isEqualTo(logs.resolve("backup-service-2.log"))
            .content()
            .contains("SALVAGUARDA_CONFIG=/x.yaml")
            .contains("QUARKUS_DATASOURCE_USERNAME=backup\n")
            .contains("QUARKUS_DATASOURCE_PASSWORD=" + password)
            .contains("REACTIVE_URL=postgresql://127.0.0.1:" + server.port() + "/salvaguarda");
        assertThat(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")))
            .contains("quarkus-run.jar")
            .doesNotContain(password);
      }
    }
  }

  @Test
  void aServiceThatIsNotBuiltIsNamed() {
    // given
    ServiceStarter starter = new ServiceStarter(folder, logs, null, Map.of());

    // when / then
    assertThatThrownBy(() -> starter.start(SuiteService.VERIFY, Ports.free(), 1))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("verify-service/target/quarkus-app/quarkus-run.jar is missing");
  }
}
