package io.salvaguarda.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.salvaguarda.events.Topics;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.local.stack.SuiteService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that a service cannot take, on the topic of what it lives on. */
@ExtendWith(SharedSuite.class)
class PoisonIT {

  /** Those that read the topic. */
  private static final List<SuiteService> READERS =
      List.of(SuiteService.VERIFY, SuiteService.RESTORE, SuiteService.NOTIFIER);

  private final Suite suite;

  PoisonIT(Suite suite) {
    this.suite = suite;
  }

  @Test
  void garbageAndUnknownEventsAreSetAsideAndToldAndWhatFollowsIsTaken() {
    byte[] garbage = "\0\1{ not an event".getBytes(StandardCharsets.UTF_8);
    suite.events().send(new ProducerRecord<>(Topics.BACKUP, "No Source!", garbage));
    ProducerRecord<String, byte[]> unknown =
        new ProducerRecord<>(Topics.BACKUP, Sources.MANY, "{}".getBytes(StandardCharsets.UTF_8));
    header(unknown, "ce_specversion", "1.0");
    header(unknown, "ce_id", "01a1fd05-a6aa-7b74-a1c3-8cc61143876a");
    header(unknown, "ce_source", "/salvaguarda/backup-service");
    header(unknown, "ce_subject", Sources.MANY);
    header(unknown, "ce_time", "2026-01-01T00:00:00Z");
    header(unknown, "ce_type", "io.salvaguarda.backup.teleported.v1");
    suite.events().send(unknown);

    suite.verifiedBackup(Sources.MANY); // behind it, on the same partition

    for (SuiteService service : READERS) {
      String dlq = Topics.deadLetter(Topics.BACKUP, service.id());
      await().atMost(Suite.PATIENCE).until(() -> suite.events().on(dlq).size() >= 2);
      assertThat(suite.events().on(dlq)).anyMatch(kafka -> kafka.value().length == garbage.length);
      String teller = "\"service\":\"" + service.id() + "\"";
      assertThat(suite.events().count("event.dead-lettered", teller, "\"unknown\"")).isOne();
      assertThat(suite.events().count("event.dead-lettered", teller, "teleported")).isOne();
      String id = deadLetter(service, "backup.teleported").get("id").asText();
      assertThat(replay(service, id)).as("still nobody knows it").isEqualTo(409);
    }
    await()
        .atMost(Suite.PATIENCE)
        .until(() -> suite.events().count("incident.opened", "\"unknown\"", "events") == 1);
    await().atMost(Suite.PATIENCE).until(() -> isMailed(Sources.ADMINISTRATORS, "unknown"));
    await().atMost(Suite.PATIENCE).until(() -> isMailed("dba@example.org", Sources.MANY));
  }

  @Test
  void anEventThatCouldNotBeTakenTakesEffectOnceWhenReplayedAfterTheRepair() {
    String backupId;
    breakVerifyService(true);
    try {
      backupId =
          suite.succeeded(SuiteService.BACKUP, suite.askForBackup(Sources.MISHEARD), "backupId");
      await()
          .atMost(Suite.PATIENCE)
          .until(() -> suite.events().count("event.dead-lettered", Sources.MISHEARD) == 1);
      assertThat(replay(SuiteService.VERIFY, missed())).as("nothing is repaired").isEqualTo(409);
    } finally {
      breakVerifyService(false);
    }
    String id = missed();

    assertThat(replay(SuiteService.VERIFY, id)).isEqualTo(200);
    assertThat(replay(SuiteService.VERIFY, id)).isEqualTo(200);

    suite.awaitVerified(backupId);
    String next = suite.verifiedBackup(Sources.MISHEARD);
    assertThat(suite.events().count("verification.started", backupId)).isOne();
    assertThat(suite.events().count("verification.started", next)).isOne();
  }

  /** A table goes missing, as after a migration that went wrong. */
  private void breakVerifyService(boolean broken) {
    suite
        .stack()
        .catalogServer()
        .execute(
            "salvaguarda",
            broken
                ? "alter table verify.backup rename to backup_gone"
                : "alter table verify.backup_gone rename to backup");
  }

  private String missed() {
    return deadLetter(SuiteService.VERIFY, "backup.completed").get("id").asText();
  }

  /** The newest dead letter of the type. */
  private JsonNode deadLetter(SuiteService service, String type) {
    JsonNode letters = suite.get(service, "/dead-letters");
    return StreamSupport.stream(letters.spliterator(), false)
        .filter(letter -> letter.get("type").asText().contains(type))
        .findFirst()
        .orElseThrow();
  }

  private int replay(SuiteService service, String id) {
    return suite.answer(service, "POST", "/dead-letters/" + id + "/replay", null).statusCode();
  }

  private boolean isMailed(String to, String source) {
    return suite.stack().mail().received().stream()
        .filter(mail -> mail.to().contains(to))
        .map(ReceivedMail::subject)
        .anyMatch(subject -> subject.contains(source));
  }

  private static void header(ProducerRecord<String, byte[]> kafka, String name, String value) {
    kafka.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
