package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the suite is: what was said on the command line, then the environment, then {@code
 * cli.json} of the local stack in SALVA_HOME.
 */
final class Suite {
  private final SuiteOptions options;
  private final Map<String, String> environment;
  private final JsonNode local;

  /**
   * @throws CliFailure when there is a cli.json that cannot be read or trusted
   */
  Suite(SuiteOptions options, Map<String, String> environment) {
    this.options = options;
    this.environment = environment;
    this.local =
        LocalSettings.read(said(Optional.ofNullable(options.home), "SALVA_HOME").map(Path::of));
  }

  /** Without a slash at its end. */
  String url(Service service) {
    String found =
        find(options.url(service), service.variable(), "/services/" + service)
            .orElseThrow(() -> unknown(service.variable(), "the URL of " + service.fullName()));
    return checked(found, service).replaceFirst("/+$", "");
  }

  private static String checked(String text, Service service) {
    try {
      URI url = new URI(text);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return text;
      }
    } catch (URISyntaxException e) {
      // told below, like a URL of another kind
    }
    throw new CliFailure(
        ExitCode.USAGE,
        "the URL of %s is \"%s\"; it must be like http://host:8081"
            .formatted(service.fullName(), text));
  }

  /** Kafka's bootstrap servers. */
  String kafka() {
    return find(Optional.ofNullable(options.kafka), "SALVA_KAFKA", "/kafkaBootstrapServers")
        .orElseThrow(() -> unknown("SALVA_KAFKA", "Kafka's host:port"));
  }

  Optional<Path> configuration() {
    return find(Optional.empty(), "SALVAGUARDA_CONFIG", "/configuration").map(Path::of);
  }

  /** The API token; fit to be a header's value, and never in a message. */
  String token() {
    String token =
        given("SALVA_TOKEN").filter(t -> options.tokenFile == null).orElseGet(this::tokenOfFile);
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new CliFailure(
          ExitCode.USAGE, "the API token is empty or has characters that no token has");
    }
    return token;
  }

  private String tokenOfFile() {
    Path file =
        find(Optional.ofNullable(options.tokenFile), "SALVA_TOKEN_FILE", "/tokenFile")
            .map(Path::of)
            .orElseThrow(() -> unknown("SALVA_TOKEN", "your API token"));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CliFailure(ExitCode.USAGE, "the token file " + file + " cannot be read");
    }
  }

  private Optional<String> find(Optional<String> option, String variable, String pointer) {
    return said(option, variable)
        .or(() -> Optional.of(local.at(pointer)).filter(JsonNode::isTextual).map(JsonNode::asText));
  }

  private Optional<String> said(Optional<String> option, String variable) {
    return option.or(() -> given(variable));
  }

  private Optional<String> given(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static CliFailure unknown(String variable, String what) {
    return new CliFailure(
        ExitCode.USAGE,
        "no suite found: set " + variable + " to " + what + ", or start one here with ./salva up");
  }
}
