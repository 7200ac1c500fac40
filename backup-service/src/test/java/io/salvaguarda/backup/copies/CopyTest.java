package io.salvaguarda.backup.copies;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.backup.testing.BackupStack;
import io.salvaguarda.backup.testing.Due;
import io.salvaguarda.backup.testing.Rest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.RepositoryCopied;
import io.salvaguarda.events.RepositoryCopyFailed;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.Topics;
import io.salvaguarda.kit.testing.ServiceStack;
import io.salvaguarda.kit.testing.TopicReader;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.repository.Progress;
import io.salvaguarda.repository.VerificationMark;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(BackupStack.class)
class CopyTest {

  @Test
  void whatACopyDoesNotHaveIsCopiedAndCanBeHadBackFromThere() throws IOException {
    BackupId first = BackupId.parse(Rest.backedUp("copied"));
    BackupStack.repository("copied").mark(passed(first)); // copies of those are not looked at again

    Due.now("copy", "copied/second");

    RepositoryCopied copied = told(RepositoryCopied.class, e -> e.from().equals("copied"), 1);
    assertThat(copied.to()).isEqualTo("second");
    assertThat(copied.backups()).isEqualTo(1);
    assertThat(copied.newBytes()).isPositive();
    assertWhole("second", first);

    Rest.operator()
        .body(Map.of("reason", "case 4711"))
        .put("/backups/" + first + "/hold")
        .then()
        .statusCode(200);
    BackupId next = BackupId.parse(Rest.backedUp("copied"));
    JsonPath job = Rest.ended(ask("copied", "{}"));

    assertThat(job.getString("result.outcome")).isEqualTo("DONE");
    assertThat(job.getInt("result.figures.backups")).isEqualTo(1);
    assertThat(job.getInt("result.figures.alreadyThere")).isEqualTo(1);
    assertWhole("second", next);
    assertThat(BackupStack.folder("second").resolve("backups/" + first + "/hold.json")).exists();
    await()
        .atMost(30, SECONDS)
        .until(
            () ->
                Rest.viewer()
                    .get("/q/metrics")
                    .asString()
                    .matches(
                        "(?s).*copy_last_age_seconds\\{from=\"copied\",to=\"second\"} [0-9].*"));
  }

  /** The first by itself when it is due, the next when somebody asks. */
  @ParameterizedTest
  @CsvSource({"near, far", "cloud, ground"})
  void aFolderIsCopiedIntoABucketAndABucketIntoAFolder(String from, String to) throws IOException {
    BackupId first = BackupId.parse(Rest.backedUp(from));
    Due.now("copy", from + "/" + to);
    RepositoryCopied copied = told(RepositoryCopied.class, e -> e.from().equals(from), 1);
    assertThat(copied.to()).isEqualTo(to);
    assertThat(copied.newBytes()).isPositive();
    assertWhole(to, first);

    BackupId next = BackupId.parse(Rest.backedUp(from));
    JsonPath job = Rest.ended(ask(from, "{}"));

    assertThat(job.getString("result.outcome")).isEqualTo("DONE");
    assertThat(job.getInt("result.figures.backups")).isEqualTo(1);
    assertThat(job.getInt("result.figures.alreadyThere")).isEqualTo(1);
    assertWhole(to, first);
    assertWhole(to, next);
  }

  @Test
  void anotherRepositoryIsNeverWrittenIntoAndItIsTold() {
    Rest.backedUp("miscopied");

    JsonPath job = Rest.ended(ask("miscopied", "{\"to\": \"other-key\"}"));

    assertThat(job.getString("state")).isEqualTo("FAILED");
    assertThat(job.getInt("attempt")).isEqualTo(1);
    RepositoryCopyFailed failed =
        told(RepositoryCopyFailed.class, e -> e.from().equals("miscopied"), 1);
    assertThat(failed.to()).isEqualTo("other-key");
    assertThat(failed.failure().errorClass()).isEqualTo(ErrorClass.CONFIGURATION);
    assertThat(failed.failure().message()).contains("other-key");
  }

  @Test
  void whatHasNoCopyAndWhatIsNoCopyIsSaid() {
    Rest.viewer()
        .contentType("application/json")
        .post("/repositories/copied/copies")
        .then()
        .statusCode(403);
    Rest.operator()
        .body("{}")
        .post("/repositories/disk/copies")
        .then()
        .statusCode(404)
        .body("detail", containsString("copies: { to:"));
    Rest.operator()
        .body("{\"to\": \"third\"}")
        .post("/repositories/copied/copies")
        .then()
        .statusCode(400)
        .body("field", org.hamcrest.Matchers.equalTo("to"))
        .body("detail", containsString("second"));
  }

  private static VerificationMark passed(BackupId id) {
    return new VerificationMark(
        id, "v1", VerificationMark.Outcome.PASSED, Optional.empty(), Instant.now(), List.of());
  }

  private static void assertWhole(String repository, BackupId id) throws IOException {
    BackupRepository copy = BackupStack.repository(repository);
    assertThat(copy.check(copy.manifest(id), Progress.NONE)).isEmpty();
  }

  private static UUID ask(String repository, String body) {
    return UUID.fromString(
        Rest.operator()
            .body(body)
            .post("/repositories/" + repository + "/copies")
            .then()
            .statusCode(202)
            .extract()
            .path("jobId"));
  }

  private static <E extends SuiteEvent> E told(Class<E> type, Predicate<E> which, int number) {
    try (TopicReader topics =
        new TopicReader(ServiceStack.kafka().bootstrapServers(), Topics.STORAGE)) {
      await().atMost(60, SECONDS).until(() -> topics.events(type, which).size() == number);
      List<E> all =
          topics.events(type, which).stream().map(event -> type.cast(event.data())).toList();
      return all.getLast();
    }
  }
}
