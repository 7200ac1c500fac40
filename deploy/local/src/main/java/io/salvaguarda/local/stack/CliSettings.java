package io.salvaguarda.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Composes {@code cli.json}, through which the CLI finds the stack's services by SALVA_HOME alone.
 */
final class CliSettings {
  private CliSettings() {}

  static void write(
      SuiteFiles files,
      Map<SuiteService, URI> services,
      String kafka,
      Path configuration,
      Path token) {
    Map<String, Object> settings = new LinkedHashMap<>();
    Map<String, String> urls = new LinkedHashMap<>();
    services.forEach((service, url) -> urls.put(service.role(), url.toString()));
    settings.put("services", urls);
    settings.put("tokenFile", token.toString());
    settings.put("kafkaBootstrapServers", kafka);
    settings.put("configuration", configuration.toString());
    try {
      files.write(
          "cli.json",
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
