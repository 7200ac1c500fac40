package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.local.WebhookAnswer;
import io.salvaguarda.local.stack.SuiteService;
import java.time.Duration;
import java.util.List;
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
    HeldBackup held = HeldBackup.begin(suite);
    String job = held.job();
    try (held) {
      suite.stack().service(SuiteService.BACKUP).process().kill9();
      assertThat(suite.manifests(Suite.SOURCE)).as("of an unfinished backup").isEqualTo(before);
    }
    suite.stack().service(SuiteService.BACKUP).process().start();

    JsonNode ended = suite.ended(SuiteService.BACKUP, job);
    assertThat(ended.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(ended.get("attempt").asInt()).isGreaterThan(1);
    assertThat(suite.manifests(Suite.SOURCE)).isEqualTo(before + 1);
    assertThat(ended.at("/result/newChunks").asLong())
        .as("chunks of the killed attempt are not stored again")
        .isLessThan(held.chunksSince());
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
    long tool =
        await()
            .atMost(LONG)
            .pollInterval(Duration.ofMillis(10))
            .until(
                () -> Tools.running(suite, SuiteService.RESTORE, "pg_restore"),
                running -> !running.isEmpty())
            .getFirst();
    Tools.signal("STOP", tool);

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

      String incident = incidentOf(Suite.SOURCE);
      for (String channel : List.of("dba-hook", "dba-mail")) {
        await()
            .atMost(LONG)
            .until(() -> suite.events().count("notice.delivered", channel, incident) == 1);
      }
      assertThat(suite.events().count("incident.opened", incident)).isEqualTo(1);
    } finally {
      suite.stack().sourceServer().restart();
    }
  }

  /** The open incident of the source's backups. */
  private String incidentOf(String source) {
    return await()
        .atMost(LONG)
        .until(
            () -> suite.get(SuiteService.NOTIFIER, "/incidents?source=" + source),
            incidents -> !incidents.isEmpty())
        .get(0)
        .get("incidentId")
        .asText();
  }
}
