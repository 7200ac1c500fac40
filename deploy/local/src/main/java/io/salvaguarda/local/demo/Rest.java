package io.salvaguarda.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks the services over HTTP with the stack's admin token. */
final class Rest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalStack stack;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();

  Rest(LocalStack stack) {
    this.stack = stack;
  }

  /** An answer; the body is null when it is not JSON. */
  record Answer(int status, JsonNode body) {}

  /** The body of a 2xx answer. */
  JsonNode get(SuiteService service, String path) {
    return good(service, path, ask(service, path));
  }

  /** Whatever is answered. */
  Answer ask(SuiteService service, String path) {
    return send(request(service, path).GET().build());
  }

  /** The body of a 2xx answer to a POST. */
  JsonNode post(SuiteService service, String path, Map<String, ?> body) {
    HttpRequest request =
        request(service, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(text(body)))
            .build();
    return good(service, path, send(request));
  }

  private static JsonNode good(SuiteService service, String path, Answer answer) {
    StepFailed.unless(
        answer.status() / 100 == 2,
        service.id() + " answered " + answer.status() + " to " + path + ": " + answer.body());
    return answer.body();
  }

  private HttpRequest.Builder request(SuiteService service, String path) {
    URI url = URI.create(stack.service(service).url() + path);
    return HttpRequest.newBuilder(url)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + stack.token());
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), parse(answer.body()));
    } catch (IOException e) {
      throw new StepFailed(request.uri() + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted", e);
    }
  }

  private JsonNode parse(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  private String text(Map<String, ?> body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
