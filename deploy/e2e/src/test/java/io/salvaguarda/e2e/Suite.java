package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.StackOptions;
import io.salvaguarda.local.stack.SuiteService;
import io.salvaguarda.postgres.replication.Lsn;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A running suite and a client's view of it. */
final class Suite implements AutoCloseable {
  /** The source that every local stack has. */
  static final String SOURCE = "testdb";

  /** Far more than anything takes: a busy machine is slow, and waiting ends with its reason. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

  private final Path folder;
  private Tower tower;
  private final LocalStack stack;
  private final Events events;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  /** Makes what the services are to find: databases, entries of salvaguarda.yaml, disks. */
  interface Preparation {
    void prepare(Suite suite) throws IOException;
  }

  private Suite(Path folder, LocalStack stack) {
    this.folder = folder;
    this.stack = stack;
    this.events = new Events(stack.kafka().bootstrapServers());
  }

  /** Starts the servers, then the services on what was prepared. */
  static Suite start(int mebibytes, Map<String, String> environment, Preparation preparation) {
    try {
      Path folder = Files.createTempDirectory("salvaguarda-e2e-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      Map<String, String> settings = new HashMap<>(environment);
      settings.put("SALVAGUARDA_RESTORE_DIRECTORIES", restores(folder).toString());
      LocalStack stack =
          LocalStack.start(
              StackOptions.in(folder.resolve("stack"))
                  .withData(mebibytes)
                  .withServices(Set.of())
                  .withEnvironment(settings));
      Suite suite = new Suite(folder, stack);
      try {
        Files.createDirectory(suite.restores());
        preparation.prepare(suite);
        Stream.of(SuiteService.values()).parallel().forEach(stack::startAnother);
        return suite;
      } catch (IOException | RuntimeException e) {
        suite.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LocalStack stack() {
    return stack;
  }

  /** Its source, started when it is first asked for: while the suite is prepared. */
  Tower tower() {
    if (tower == null) {
      tower = Tower.start(folder.resolve("tower"));
    }
    return tower;
  }

  /** Where data directories may be restored to. */
  Path restores() {
    return restores(folder);
  }

  private static Path restores(Path folder) {
    return folder.resolve("restores");
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

  HttpResponse<String> answer(SuiteService service, String method, String path, String body) {
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

  String askForBackup(String source) {
    return ask(SuiteService.BACKUP, "/backups", "{\"source\":\"" + source + "\"}");
  }

  /** Of the whole cluster. */
  String askForPhysicalBackup(String source) {
    String wish = "{\"source\":\"" + source + "\",\"kind\":\"physical\"}";
    return ask(SuiteService.BACKUP, "/backups", wish);
  }

  /** Up to where a source's log can be restored without a break. */
  Lsn windowEnd(String source) {
    JsonNode to = wal(source).at("/standing/window/to");
    return to.isTextual() ? Lsn.parse(to.asText()) : Lsn.ZERO;
  }

  /** How a source's log stands. */
  JsonNode wal(String source) {
    return get(SuiteService.BACKUP, "/sources/" + source + "/wal");
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
  String verifiedBackup(String source) {
    String backupId = succeeded(SuiteService.BACKUP, askForBackup(source), "backupId");
    awaitVerified(backupId);
    return backupId;
  }

  /** A field of the result of a job that must end well. */
  String succeeded(SuiteService service, String jobId, String field) {
    JsonNode job = ended(service, jobId);
    assertThat(job.get("state").asText()).as(job.toPrettyString()).isEqualTo("SUCCEEDED");
    return job.at("/result/" + field).asText();
  }

  void awaitVerified(String backupId) {
    await().atMost(PATIENCE).until(() -> events.count("verification.passed", backupId) == 1);
  }

  /** The source's manifests in the S3 store, whoever wrote them. */
  long manifests(String source) {
    Path backups = stack.s3().objectFile("backups/" + source);
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
    if (tower != null) {
      tower.close();
    }
    SmallDisks.unmount(stack);
    try {
      JobFolder.wipe(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
