package io.salvaguarda.local.stack;

import io.salvaguarda.local.JavaProcess;
import io.salvaguarda.local.StartFailed;
import io.salvaguarda.postgres.ConnectionSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts services from their shipped jars, configured by environment alone.
 *
 * @param common variables that every service gets
 */
record ServiceStarter(Path checkout, Path logs, Catalog catalog, Map<String, String> common) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /**
   * Starts one instance; returns when it says that it is ready.
   *
   * @param instance tells the log files of several instances apart
   * @throws StartFailed when its jar is not built or it does not become ready
   */
  ServiceInstance start(SuiteService service, int port, int instance) {
    Path jar = service.jar(checkout);
    if (!Files.exists(jar)) {
      throw new StartFailed(jar + " is missing: build first (./salva does it for you)");
    }
    URI url = URI.create("http://127.0.0.1:" + port);
    String name = instance == 1 ? service.id() : service.id() + "-" + instance;
    JavaProcess process =
        JavaProcess.jar(name, jar)
            .heapMebibytes(service.heapMebibytes())
            .flags("-XX:+ExitOnOutOfMemoryError")
            .environment(common)
            .environment(own(service, port))
            .log(logs.resolve(name + ".log"))
            .readyAt(url.resolve("/q/health/ready"))
            .startWithin(PATIENCE)
            .start();
    return new ServiceInstance(service, url, process);
  }

  private Map<String, String> own(SuiteService service, int port) {
    ConnectionSpec login = catalog.login(service);
    String database = login.host() + ":" + login.port() + "/" + login.database();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    environment.put("QUARKUS_DATASOURCE_USERNAME", login.user());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", login.password().reveal());
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database);
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + database);
    return environment;
  }
}
