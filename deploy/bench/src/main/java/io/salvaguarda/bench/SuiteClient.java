package io.salvaguarda.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SuiteService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Asks the running services as any client would. */
public final class SuiteClient {

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Jobs tell their own times, and each question costs CPU that is being measured. */
  private static final long POLL_MILLIS = 500;

  private final LocalStack stack;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  public SuiteClient(LocalStack stack) {
    this.stack = stack;
  }

  /** Takes a backup and returns its ended job. */
  public JsonNode backup(String source) throws IOException, InterruptedException {
    return backedUp("{\"source\":\"" + source + "\"}");
  }

  /** The same of its whole cluster. */
  public JsonNode physicalBackup(String source) throws IOException, InterruptedException {
    return backedUp("{\"source\":\"" + source + "\",\"kind\":\"physical\"}");
  }

  private JsonNode backedUp(String body) throws IOException, InterruptedException {
    String job = post(SuiteService.BACKUP, "/backups", body).get("jobId").asText();
    return await(SuiteService.BACKUP, "/jobs/" + job, "/state", "SUCCEEDED", "FAILED");
  }

  /** Restores a backup, proven or not, into a new database and returns its ended job. */
  public JsonNode restore(String source, String backupId) throws IOException, InterruptedException {
    String body =
        "{\"source\":\"%s\",\"backupId\":\"%s\",\"allowUnverified\":true}"
            .formatted(source, backupId);
    return restored(body);
  }

  /** Restores a physical backup, proven or not, into a new folder, without further log. */
  public JsonNode restoreCluster(String source, String backupId, Path folder)
      throws IOException, InterruptedException {
    // the service hears of a backup by its event
    String newest = "/recovery-points?limit=1&source=" + source;
    await(SuiteService.RESTORE, newest, "/0/backupId", backupId, "none is called so");
    String body =
        """
        {"source":"%s","backupId":"%s","allowUnverified":true,"kind":"physical",
         "targetDirectory":"%s","target":{"consistent":true}}"""
            .formatted(source, backupId, folder);
    return restored(body);
  }

  private JsonNode restored(String body) throws IOException, InterruptedException {
    String job = post(SuiteService.RESTORE, "/restores", body).get("jobId").asText();
    return await(SuiteService.RESTORE, "/jobs/" + job, "/state", "SUCCEEDED", "FAILED");
  }

  /** What the job itself took, without the wait for a worker and for our asking. */
  public static double seconds(JsonNode job) {
    return Duration.between(
                Instant.parse(job.get("startedAt").asText()),
                Instant.parse(job.get("finishedAt").asText()))
            .toMillis()
        / 1e3;
  }

  /** Waits until the backup is verified and returns how it went. */
  JsonNode verified(String backupId) throws IOException, InterruptedException {
    return await(
        SuiteService.VERIFY,
        "/verifications?backupId=" + backupId,
        "/0/outcome",
        "PASSED",
        "FAILED");
  }

  private JsonNode await(SuiteService service, String path, String pointer, String good, String bad)
      throws IOException, InterruptedException {
    Instant until = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(until)) {
      JsonNode answer = send(service, request(service, path).GET());
      String state = answer.at(pointer).asText();
      if (state.equals(good)) {
        return answer;
      }
      if (state.equals(bad)) {
        throw new IOException(path + " ended badly: " + answer);
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw new IOException(path + " did not end within " + PATIENCE);
  }

  private JsonNode post(SuiteService service, String path, String body)
      throws IOException, InterruptedException {
    return send(
        service,
        request(service, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(SuiteService service, String path) {
    URI url = URI.create(stack.service(service).url() + path);
    return HttpRequest.newBuilder(url).header("Authorization", "Bearer " + stack.token());
  }

  private JsonNode send(SuiteService service, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(service + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return json.readTree(answer.body());
  }
}
