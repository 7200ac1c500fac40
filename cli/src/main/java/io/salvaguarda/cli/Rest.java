package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the services; what they refuse becomes a {@link CliFailure}. */
final class Rest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Suite suite;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  Rest(Suite suite) {
    this.suite = suite;
  }

  /** Parameters whose value is null or empty are left out. */
  JsonNode get(String service, String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .filter(p -> p.getValue() != null && !p.getValue().isEmpty())
            .map(p -> p.getKey() + "=" + encoded(p.getValue()))
            .collect(Collectors.joining("&"));
    return send(service, request(service, path + (query.isEmpty() ? "" : "?" + query)).GET());
  }

  JsonNode get(String service, String path) {
    return get(service, path, Map.of());
  }

  JsonNode post(String service, String path, Object body) {
    try {
      return send(
          service,
          request(service, path)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode post(String service, String path) {
    return send(service, request(service, path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String service, String path) {
    return HttpRequest.newBuilder(URI.create(suite.url(service) + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + suite.token())
        .header("Accept", "application/json, application/problem+json");
  }

  private JsonNode send(String service, HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body = parsed(answer.body());
      if (answer.statusCode() >= 400) {
        throw Problems.of(service, answer.statusCode(), body);
      }
      return body;
    } catch (IOException e) {
      throw new CliFailure(
          ExitCode.UNREACHABLE,
          service + "-service does not answer at " + suite.url(service) + ": is it running?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliFailure(ExitCode.INCONCLUSIVE, "interrupted");
    }
  }

  private JsonNode parsed(String body) {
    if (body == null || body.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return json.readTree(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
