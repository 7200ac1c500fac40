package io.salvaguarda.cli;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Asks the services; what they refuse becomes a {@link CliFailure}. Follows no redirects. */
final class Rest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Suite suite;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  Rest(Suite suite) {
    this.suite = suite;
  }

  /** Parameters whose value is null or empty are left out. */
  JsonNode get(Service service, String path, Map<String, String> parameters) {
    return send(service, request(service, path + query(parameters)).GET());
  }

  /** Something else than JSON, of a media type. */
  byte[] bytes(Service service, String path, Map<String, String> parameters, String mediaType) {
    HttpRequest.Builder request =
        request(service, path + query(parameters))
            .setHeader("Accept", mediaType + ", application/problem+json")
            .GET();
    return answered(service, request).body();
  }

  /** The same as text. */
  String text(Service service, String path, Map<String, String> parameters, String mediaType) {
    return new String(bytes(service, path, parameters, mediaType), StandardCharsets.UTF_8);
  }

  private static String query(Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .filter(p -> p.getValue() != null && !p.getValue().isEmpty())
            .map(p -> p.getKey() + "=" + encoded(p.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  JsonNode get(Service service, String path) {
    return get(service, path, Map.of());
  }

  JsonNode post(Service service, String path, Object body) {
    return post(service, path, body, null);
  }

  /**
   * @param idempotencyKey the same key asks for the same job again; null: each call is a new one
   */
  JsonNode post(Service service, String path, Object body, String idempotencyKey) {
    HttpRequest.Builder request =
        request(service, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.oneLine(body)));
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return send(service, request);
  }

  JsonNode post(Service service, String path) {
    return send(service, request(service, path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  JsonNode put(Service service, String path, Object body) {
    return send(
        service,
        request(service, path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(Json.oneLine(body))));
  }

  JsonNode delete(Service service, String path) {
    return send(service, request(service, path).DELETE());
  }

  private HttpRequest.Builder request(Service service, String path) {
    return HttpRequest.newBuilder(URI.create(suite.url(service) + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + suite.token())
        .header("Accept", "application/json, application/problem+json");
  }

  private JsonNode send(Service service, HttpRequest.Builder request) {
    try {
      return parsed(answered(service, request).body());
    } catch (IOException e) {
      throw new CliFailure(
          ExitCode.UNREACHABLE,
          "what answers at %s is not %s".formatted(suite.url(service), service.fullName()));
    }
  }

  private HttpResponse<byte[]> answered(Service service, HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) {
        throw Problems.of(service, answer.statusCode(), problem(answer.body()));
      }
      return answer;
    } catch (IOException e) {
      throw new CliFailure(
          ExitCode.UNREACHABLE,
          "%s does not answer at %s: is it running?"
              .formatted(service.fullName(), suite.url(service)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliFailure(ExitCode.INCONCLUSIVE, "interrupted");
    }
  }

  /** Blank is missing; an answer that is not JSON is not one of ours. */
  private static JsonNode parsed(byte[] body) throws IOException {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.isBlank() ? MissingNode.getInstance() : Json.MAPPER.readTree(text);
  }

  private static JsonNode problem(byte[] body) {
    try {
      return parsed(body);
    } catch (IOException e) {
      return MissingNode.getInstance(); // a proxy's page: its status tells enough
    }
  }

  /** Fit for a path's segment and for a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
