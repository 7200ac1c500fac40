package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the suite is: the environment first, then {@code cli.json} of the local stack in
 * SALVA_HOME.
 */
final class Suite {
  private final Map<String, String> environment;
  private final JsonNode local;

  Suite(Map<String, String> environment) {
    this.environment = environment;
    this.local = readLocal();
  }

  private JsonNode readLocal() {
    Path file = Path.of(environment.getOrDefault("SALVA_HOME", defaultHome()), "cli.json");
    ObjectMapper json = new ObjectMapper();
    try {
      return Files.isReadable(file) ? json.readTree(file.toFile()) : json.createObjectNode();
    } catch (IOException e) {
      throw new CliFailure(ExitCode.USAGE, file + " cannot be read: " + e.getMessage());
    }
  }

  private static String defaultHome() {
    try {
      return "/tmp/salvaguarda-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      return "/tmp/salvaguarda";
    }
  }

  /**
   * @param service backup, verify, restore or notifier
   */
  String url(String service) {
    String variable = "SALVA_" + service.toUpperCase(Locale.ROOT) + "_URL";
    return find(variable, "/services/" + service)
        .orElseThrow(() -> unknown(variable, "the URL of " + service + "-service"));
  }

  String kafka() {
    return find("SALVA_KAFKA", "/kafkaBootstrapServers")
        .orElseThrow(() -> unknown("SALVA_KAFKA", "Kafka's host:port"));
  }

  Optional<Path> configuration() {
    return find("SALVAGUARDA_CONFIG", "/configuration").map(Path::of);
  }

  String token() {
    String given = environment.get("SALVA_TOKEN");
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    Path file =
        find("SALVA_TOKEN_FILE", "/tokenFile")
            .map(Path::of)
            .orElseThrow(() -> unknown("SALVA_TOKEN", "your API token"));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CliFailure(ExitCode.USAGE, "the token file " + file + " cannot be read");
    }
  }

  private Optional<String> find(String variable, String pointer) {
    String given = environment.get(variable);
    if (given != null && !given.isBlank()) {
      return Optional.of(given.strip());
    }
    JsonNode found = local.at(pointer);
    return found.isMissingNode() ? Optional.empty() : Optional.of(found.asText());
  }

  private static CliFailure unknown(String variable, String what) {
    return new CliFailure(
        ExitCode.USAGE,
        "no suite found: set " + variable + " to " + what + ", or start one here with ./salva up");
  }
}
