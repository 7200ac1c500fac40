package io.salvaguarda.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.StackOptions;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.tools.JobFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** A running suite and a client's view of it. */
final class Suite implements AutoCloseable {
  static final String SOURCE = "testdb";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

  private final Path folder;
  private final LocalStack stack;
  private final Events events;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private Suite(Path folder, LocalStack stack) {
    this.folder = folder;
    this.stack = stack;
    this.events = new Events(stack.kafka().bootstrapServers());
  }

  static Suite start(int mebibytes) {
    try {
      Path folder = Files.createTempDirectory("salvaguarda-e2e-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      StackOptions options = StackOptions.in(folder.resolve("stack")).withData(mebibytes);
      return new Suite(folder, LocalStack.start(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LocalStack stack() {
    return stack;
  }

  Events events() {
    return events;
  }

  /** The new job's id. */
  String ask(SuiteService service, String path, String body) {
    return send(service, "POST", path, body).get("jobId").asText();
  }

  JsonNode get(SuiteService service, String path) {
    return send(service, "GET", path, null);
  }

  int status(SuiteService service, String path) {
    return answer(service, "GET", path, null).statusCode();
  }

  private JsonNode send(SuiteService service, String method, String path, String body) {
    HttpResponse<String> answer = answer(service, method, path, body);
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> answer(
      SuiteService service, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.service(service).url() + path))
            .header("Authorization", "Bearer " + stack.token())
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String askForBackup() {
    return ask(SuiteService.BACKUP, "/backups", "{\"source\":\"" + SOURCE + "\"}");
  }

  /** The ended job. */
  JsonNode ended(SuiteService service, String jobId) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> ENDED.contains(state(service, jobId)));
    return get(service, "/jobs/" + jobId);
  }

  String state(SuiteService service, String jobId) {
    return get(service, "/jobs/" + jobId).get("state").asText();
  }

  /** The id of a new backup, once it has been proven. */
  String verifiedBackup() {
    JsonNode job = ended(SuiteService.BACKUP, askForBackup());
    if (!job.get("state").asText().equals("SUCCEEDED")) {
      throw new IllegalStateException("the backup did not succeed: " + job);
    }
    String backupId = job.at("/result/backupId").asText();
    await().atMost(PATIENCE).until(() -> events.count("verification.passed", backupId) == 1);
    return backupId;
  }

  /** All manifests in the store, whoever wrote them. */
  long manifests() {
    Path backups = stack.s3().objectFile("backups");
    if (!Files.exists(backups)) {
      return 0; // before the first one
    }
    try (Stream<Path> files = Files.walk(backups)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("manifest.json"))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    events.close();
    stack.close();
    try {
      JobFolder.wipe(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
