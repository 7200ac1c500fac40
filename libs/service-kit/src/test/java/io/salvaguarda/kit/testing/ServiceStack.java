package io.salvaguarda.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.salvaguarda.local.KafkaBroker;
import io.salvaguarda.local.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A catalog cluster and a Kafka broker for one service under test. The service is the init argument
 * {@code role}: the database role and schema that it uses. A salvaguarda.yaml is taken from the
 * class path ({@code /salvaguarda.yaml}), where {@code ${...}} comes from the environment given by
 * subclasses.
 */
public class ServiceStack implements QuarkusTestResourceLifecycleManager {

  /** The tokens of the test configuration; the yaml holds their SHA-256. */
  public static final String VIEWER = "viewer-token";

  public static final String OPERATOR = "operator-token";
  public static final String ADMIN = "admin-token";

  private static KafkaBroker kafka;
  private static PostgresServer catalog;
  private static String schema;

  private String role = "kit";
  protected Path folder;

  /** The broker, for tests that stop it. */
  public static KafkaBroker kafka() {
    return kafka;
  }

  /** The catalog cluster, for tests that stop it or look into it. */
  public static PostgresServer catalog() {
    return catalog;
  }

  /** The schema of the service's tables. */
  static String schema() {
    return schema;
  }

  @Override
  public void init(Map<String, String> arguments) {
    role = arguments.getOrDefault("role", role);
  }

  @Override
  public Map<String, String> start() {
    try {
      schema = role;
      folder = TestFolder.make();
      kafka = KafkaBroker.start(folder.resolve("kafka"));
      catalog = PostgresServer.start(folder.resolve("catalog"));
      catalog.execute("postgres", "create role \"" + role + "\" login password '" + role + "'");
      catalog.execute("postgres", "create database salvaguarda");
      catalog.execute(
          "salvaguarda", "create schema \"" + role + "\" authorization \"" + role + "\"");
      Map<String, String> settings = new HashMap<>();
      String place = "postgresql://127.0.0.1:" + catalog.port() + "/salvaguarda";
      settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
      settings.put("quarkus.datasource.username", role);
      settings.put("quarkus.datasource.password", role);
      settings.put("quarkus.datasource.reactive.url", place);
      settings.put("quarkus.datasource.jdbc.url", "jdbc:" + place);
      settings.put("quarkus.http.test-port", "0");
      settings.put("salvaguarda.config", writeConfiguration().toString());
      settings.putAll(more());
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts what else a service's tests need and says how to reach it. */
  protected Map<String, String> more() throws IOException {
    return Map.of();
  }

  /** The salvaguarda.yaml of the test; a service's subclass replaces places in it. */
  protected String configuration(String template) throws IOException {
    return template;
  }

  private Path writeConfiguration() throws IOException {
    Path file = folder.resolve("salvaguarda.yaml");
    try (var template = ServiceStack.class.getResourceAsStream("/salvaguarda.yaml")) {
      Files.writeString(file, configuration(new String(template.readAllBytes())));
    }
    return file;
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
    if (catalog != null) {
      catalog.close();
    }
    if (folder != null) {
      TestFolder.remove(folder);
    }
  }
}
