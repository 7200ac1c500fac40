package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.WebhookAnswer;
import io.salvaguarda.local.stack.SuiteService;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9} of each service in mid-work, and of Kafka: nothing lost, nothing twice. */
@ExtendWith(SharedSuite.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledServicesIT {
  private static final Duration LONG = Suite.PATIENCE;

  private final Suite suite;

  KilledServicesIT(Suite suite) {
    this.suite = suite;
  }

  @Test
  @Order(1)
  void aBackupWhoseServiceIsKilledIsTakenOnceByTheNextLife() {
    long before = suite.manifests(Suite.SOURCE);
    String job = suite.askForBackup(Suite.SOURCE);
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                suite.get(SuiteService.BACKUP, "/jobs/" + job).at("/progress/plainBytes").asLong()
                    > 0);

    suite.stack().service(SuiteService.BACKUP).process().kill9();
    assertThat(suite.manifests(Suite.SOURCE))
        .as("no manifest of an unfinished backup")
        .isEqualTo(before);
    suite.stack().service(SuiteService.BACKUP).process().start();

    JsonNode ended = suite.ended(SuiteService.BACKUP, job);
    assertThat(ended.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("attempt").asInt()).isGreaterThan(1);
    assertThat(suite.manifests(Suite.SOURCE)).isEqualTo(before + 1);
    String backupId = ended.at("/result/backupId").asText();
    await().atMost(LONG).until(() -> suite.events().count("verification.passed", backupId) == 1);
    assertThat(suite.events().count("backup.completed", job)).isEqualTo(1);
  }

  @Test
  @Order(2)
  void aVerificationWhoseServiceIsKilledEndsWithOneVerdict() {
    JsonNode backup = suite.ended(SuiteService.BACKUP, suite.askForBackup(Suite.SOURCE));
    String backupId = backup.at("/result/backupId").asText();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> suite.events().count("verification.started", backupId) == 1);

    suite.stack().service(SuiteService.VERIFY).process().kill9();
    assertThat(suite.events().count("verification.passed", backupId)).isZero();
    suite.stack().service(SuiteService.VERIFY).process().start();

    await().atMost(LONG).until(() -> suite.events().count("verification.passed", backupId) == 1);
    assertThat(suite.events().count("verification.failed", backupId)).isZero();
  }

  @Test
  @Order(3)
  void aRestoreWhoseServiceIsKilledIsDoneAgainIntoTheSameDatabase() {
    String job =
        suite.ask(
            SuiteService.RESTORE,
            "/restores",
            "{\"source\":\"testdb\",\"targetDatabase\":\"after_the_kill\"}");
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                suite.get(SuiteService.RESTORE, "/jobs/" + job).at("/progress/doneBytes").asLong()
                    > 0);

    suite.stack().service(SuiteService.RESTORE).process().kill9();
    suite.stack().service(SuiteService.RESTORE).process().start();

    JsonNode ended = suite.ended(SuiteService.RESTORE, job);
    assertThat(ended.get("state").asText()).as(ended.toString()).isEqualTo("SUCCEEDED");
    await().atMost(LONG).until(() -> suite.events().count("restore.completed", job) == 1);
    assertThat(Sql.count(suite, "after_the_kill", "orders"))
        .isEqualTo(Sql.count(suite, Suite.SOURCE, "orders"));
  }

  @Test
  @Order(4)
  void aNoticeOfAKilledNotifierIsDeliveredByItsNextLife() {
    suite
        .stack()
        .webhooks()
        .answerNext(WebhookAnswer.after(Duration.ofSeconds(4), WebhookAnswer.status(503)));
    int before = suite.stack().webhooks().received().size();
    suite.stack().sourceServer().stop();
    try {
      String job = suite.askForBackup(Suite.SOURCE);
      assertThat(suite.ended(SuiteService.BACKUP, job).get("state").asText()).isEqualTo("FAILED");
      await().atMost(LONG).until(() -> suite.stack().webhooks().received().size() > before);

      suite.stack().service(SuiteService.NOTIFIER).process().kill9();
      suite.stack().service(SuiteService.NOTIFIER).process().start();

      await().atMost(LONG).until(() -> suite.events().count("notice.delivered", "dba-hook") == 1);
      await().atMost(LONG).until(() -> suite.events().count("notice.delivered", "dba-mail") == 1);
      assertThat(suite.events().count("incident.opened", Suite.SOURCE)).isEqualTo(1);
    } finally {
      suite.stack().sourceServer().restart();
    }
  }

  @Test
  @Order(5)
  void aBackupGoesOnWithoutKafkaAndIsToldAndProvenOnceAfterwards() {
    suite.stack().kafka().process().kill9();
    JsonNode ended = suite.ended(SuiteService.BACKUP, suite.askForBackup(Suite.SOURCE));
    assertThat(ended.get("state").asText()).isEqualTo("SUCCEEDED");
    String backupId = ended.at("/result/backupId").asText();

    suite.stack().kafka().process().start();

    await().atMost(LONG).until(() -> suite.events().count("backup.completed", backupId) == 1);
    await().atMost(LONG).until(() -> suite.events().count("verification.passed", backupId) == 1);
    suite.events().sendAgain(suite.events().of("backup.completed", backupId).getFirst());
    String next = suite.verifiedBackup(Suite.SOURCE);
    assertThat(suite.events().count("verification.started", backupId)).isEqualTo(1);
    assertThat(suite.events().count("verification.started", next)).isEqualTo(1);
  }
}
