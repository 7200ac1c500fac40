package io.salvaguarda.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupCancelled;
import io.salvaguarda.events.BackupDeleted;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.EncodedEvent;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.IncidentOpened;
import io.salvaguarda.events.IncidentResolved;
import io.salvaguarda.events.NoticeDelivered;
import io.salvaguarda.events.NoticeType;
import io.salvaguarda.events.Severity;
import io.salvaguarda.events.Topics;
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IncidentLifecycleTest extends NotifierTest {

  @Test
  void theSameEventSeveralTimesIsOneIncidentAndOneNotice() {
    String source = NotifierStack.freshSource("once");

    suite.tellTimes(5, Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    suite.tell(Facts.restoreFailed(source, NOW));

    eventually(() -> suite.webhooks("once", source).size() == 2);
    assertThat(suite.incidents(source)).hasSize(2);
    assertThat(suite.incidents(source))
        .allSatisfy(incident -> assertThat(incident).containsEntry("occurrences", 1));
    assertThat(suite.mails(source))
        .filteredOn(mail -> mail.to().contains("once@example.org"))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void anIncidentIsToldOnKafkaAndSoIsItsDeliveredNotice() {
    String source = NotifierStack.freshSource("dba");

    suite.tell(Facts.backupFailed(source, ErrorClass.SOURCE_UNREACHABLE, NOW));

    eventually(
        () -> suite.told(NoticeDelivered.class, e -> e.sourceId().equals(source)).size() == 2);
    List<IncidentOpened> opened =
        suite.told(IncidentOpened.class, e -> e.sourceId().equals(source));
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().cause()).isEqualTo("backup");
    assertThat(opened.getFirst().team()).isEqualTo("dba");
    assertThat(opened.getFirst().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(opened.getFirst().summary())
        .isEqualTo("backup could not be taken — source unreachable");
    assertThat(suite.told(NoticeDelivered.class, e -> e.sourceId().equals(source)))
        .allSatisfy(
            delivered -> {
              assertThat(delivered.incidentId()).isEqualTo(opened.getFirst().incidentId());
              assertThat(delivered.noticeType()).isEqualTo(NoticeType.PROBLEM);
              assertThat(delivered.failedAt()).isEqualTo(NOW);
            })
        .extracting(NoticeDelivered::channel)
        .containsExactlyInAnyOrder("dba-mail", "dba-hook");
  }

  @Test
  void aThousandFailuresOfOneCauseAreOneIncidentAndOneNotice() {
    String source = NotifierStack.freshSource("storm");
    for (int i = 0; i < 1_000; i++) {
      suite.tell(Facts.backupFailed(source, ErrorClass.STORE_UNAVAILABLE, NOW.plusMillis(i)));
    }

    eventually(
        () -> suite.incidents(source).stream().anyMatch(i -> i.get("occurrences").equals(1_000)));
    assertThat(suite.incidents(source)).hasSize(1);
    assertThat(suite.deliveries(source)).hasSize(2);
  }

  @Test
  void anotherErrorClassIsNewsTheSameOneIsNot() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW.plusSeconds(60)));
    suite.tell(Facts.backupFailed(source, ErrorClass.DISK_FULL, NOW.plusSeconds(120)));

    eventually(() -> suite.webhooks("dba", source).size() == 2);
    JsonPath second = JsonPath.from(suite.webhooks("dba", source).getLast().body());
    assertThat(second.getString("data.errorClass")).isEqualTo("DISK_FULL");
    assertThat(second.getInt("data.occurrences")).isEqualTo(3);
    assertThat(second.getString("data.since")).isEqualTo(NOW.toString());
    assertThat(suite.incidents(source)).hasSize(1);
  }

  @Test
  void aCompletedBackupResolvesAndTheSameChannelsHear() throws IOException {
    String source = NotifierStack.freshSource("plantao");
    suite.tell(Facts.backupFailed(source, ErrorClass.SOURCE_UNREACHABLE, NOW.minusSeconds(4_000)));
    suite.tell(Facts.backupCompleted(source, 21, NOW));

    eventually(
        () -> suite.webhooks("plantao", source).size() == 2 && suite.mails(source).size() == 2);
    ReceivedMail resolved = suite.mails(source).getLast();
    Files.createDirectories(Path.of("target/mails"));
    Files.writeString(Path.of("target/mails/resolved.plantao.html"), resolved.html().orElseThrow());
    assertThat(resolved.subject())
        .isEqualTo("[RESOLVIDO] " + source + ": os backups voltaram a funcionar");
    assertThat(resolved.text().orElseThrow())
        .contains("1 h e 6 min", Facts.backupId(source, 21), "5 GiB lidos");
    JsonPath event = JsonPath.from(suite.webhooks("plantao", source).getLast().body());
    assertThat(event.getString("type")).isEqualTo("io.salvaguarda.notice.resolved.v1");
    assertThat(event.getString("data.resolvedAt")).isEqualTo(NOW.toString());
    assertThat(suite.webhooks("plantao", source).getLast().isSignedWith(NotifierStack.SECRET))
        .isTrue();
    eventually(
        () -> suite.told(IncidentResolved.class, e -> e.sourceId().equals(source)).size() == 1);
    assertThat(suite.incidents(source).getFirst()).containsEntry("resolvedAt", NOW.toString());
  }

  @Test
  void aDumpThatWorksDoesNotEndTheTroubleOfTheWholeCluster() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(
        Facts.backupFailed(
            source, BackupKind.PHYSICAL, ErrorClass.SOURCE_UNREACHABLE, NOW.minusSeconds(300)));
    suite.tell(Facts.backupFailed(source, ErrorClass.SOURCE_UNREACHABLE, NOW.minusSeconds(290)));
    suite.tell(Facts.backupCompleted(source, 21, NOW.minusSeconds(200)));

    eventually(() -> suite.webhooks("dba", source).size() == 3);
    assertThat(suite.incidents(source)).hasSize(2);
    assertThat(suite.incidents(source)).filteredOn(i -> i.get("resolvedAt") == null).hasSize(1);

    suite.tell(Facts.backupCompleted(source, BackupKind.PHYSICAL, 21, NOW));

    eventually(() -> suite.mails(source).size() == 8);
    assertThat(suite.incidents(source)).filteredOn(i -> i.get("resolvedAt") == null).isEmpty();
    assertThat(suite.mails(source))
        .extracting(ReceivedMail::subject)
        .contains(
            "[RESOLVED] " + source + ": backups work again",
            "[RESOLVED] " + source + ": physical backups work again");
  }

  @Test
  void aHeldRetentionIsOverWhenTheSizeIsUsualAgainOrSomebodyAcceptsIt() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.retentionHeld(source, NOW.minusSeconds(300)));
    suite.tell(Facts.backupCompleted(source, 21, NOW.minusSeconds(290)));
    suite.tell(Facts.retentionReleased(source, null, NOW.minusSeconds(200)));
    suite.tell(Facts.retentionHeld(source, NOW.minusSeconds(100)));
    suite.tell(Facts.retentionReleased(source, "maria", NOW));

    eventually(() -> suite.mails(source).size() == 8);
    assertThat(suite.incidents(source)).hasSize(1);
    assertThat(suite.incidents(source).getFirst()).containsEntry("round", 2);
    List<ReceivedMail> resolved =
        suite.mails(source).stream()
            .filter(mail -> mail.subject().equals("[RESOLVED] " + source + ": retention goes on"))
            .toList();
    assertThat(resolved).hasSize(4); // two notices, two people
    assertThat(resolved)
        .extracting(mail -> mail.text().orElseThrow())
        .anyMatch(text -> text.contains("is of usual size"))
        .anyMatch(text -> text.contains("maria marked this as resolved"));
  }

  @Test
  void anOlderBackupThatPassesDoesNotResolveButANewerOneDoes() throws IOException {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.failed(source, 21, NOW));
    suite.tell(Facts.passed(source, 20, NOW.plusSeconds(60)));
    eventually(() -> suite.mails(source).size() == 2);
    assertThat(suite.incidents(source).getFirst().get("resolvedAt")).isNull();

    suite.tell(Facts.passed(source, 22, NOW.plusSeconds(120)));

    eventually(() -> suite.mails(source).size() == 4);
    ReceivedMail resolved = suite.mails(source).getLast();
    Files.createDirectories(Path.of("target/mails"));
    Files.writeString(Path.of("target/mails/resolved.dba.html"), resolved.html().orElseThrow());
    assertThat(resolved.text().orElseThrow())
        .contains("18,203,441 rows", Facts.backupId(source, 22));
  }

  @Test
  void aFailureThatArrivesAfterItsRecoveryIsToldAndResolved() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.restoreCompleted(source, NOW));
    suite.tell(Facts.restoreFailed(source, NOW.minusSeconds(60)));

    eventually(() -> suite.webhooks("dba", source).size() == 2);
    assertThat(suite.incidents(source)).hasSize(1);
    assertThat(suite.incidents(source).getFirst()).containsEntry("resolvedAt", NOW.toString());
  }

  @Test
  void aDrillAndAProofOfTheWindowEachEndTheirOwnTroubleOnly() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.drillFailed(source, NOW.minusSeconds(300)));
    suite.tell(Facts.windowFailed(source, NOW.minusSeconds(290)));
    eventually(() -> suite.incidents(source).size() == 2);

    suite.tell(Facts.drillCompleted(source, NOW.minusSeconds(100)));
    eventually(() -> suite.mails(source).size() == 6);
    assertThat(suite.incidents(source)).filteredOn(i -> i.get("resolvedAt") == null).hasSize(1);
    suite.tell(Facts.windowProven(source, NOW));
    eventually(() -> suite.mails(source).size() == 8);

    assertThat(suite.incidents(source)).filteredOn(i -> i.get("resolvedAt") == null).isEmpty();
    assertThat(suite.mails(source).stream().map(mail -> mail.text().orElseThrow()))
        .anyMatch(text -> text.contains("2 h") && text.contains("Would be lost at most"))
        .anyMatch(text -> text.contains("held what it had to"));
  }

  @Test
  void whatIsNoFailureOpensNothing() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.inconclusive(source, 21, NOW, true));
    suite.tell(
        new BackupCancelled(
            UUID.randomUUID(), source, BackupKind.LOGICAL, "daily", "dba", "ops", NOW));
    suite.tell(Facts.backupCompleted(source, 21, NOW));
    suite.tell(Facts.restoreCancelled(source, NOW));
    suite.tell(Facts.restoreFailed(source, NOW)); // the last to be taken

    eventually(() -> !suite.incidents(source).isEmpty());
    assertThat(suite.incidents(source)).extracting(i -> i.get("cause")).containsExactly("restore");
    assertThat(suite.incidents(source).getFirst()).containsEntry("occurrences", 1);
  }

  @Test
  void withoutAVerifiedBackupTheNoticeSaysSoLoudly() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));

    eventually(() -> !suite.mails(source).isEmpty() && !suite.webhooks("dba", source).isEmpty());
    assertThat(suite.mails(source).getFirst().text().orElseThrow())
        .contains("*** NONE: no sound backup of " + source + " is proven to be restorable ***");
    assertThat(suite.mails(source).getFirst().html().orElseThrow())
        .contains("<strong style=\"color:#b42318;\">NONE");
    assertThat(suite.webhooks("dba", source).getFirst().body())
        .contains("\"lastVerifiedBackup\":null");
  }

  @Test
  void aQuarantinedOrDeletedBackupIsNotTheLastVerifiedOne() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.passed(source, 18, NOW.minusSeconds(300_000)));
    suite.tell(Facts.passed(source, 19, NOW.minusSeconds(200_000)));
    suite.tell(Facts.passed(source, 20, NOW.minusSeconds(100_000)));
    suite.tell(
        new BackupDeleted(
            Facts.backupId(source, 19), source, BackupKind.LOGICAL, "main", "age", NOW));
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> suite.webhooks("dba", source).size() == 1);

    suite.tell(Facts.failed(source, 20, NOW));

    eventually(() -> suite.webhooks("dba", source).size() == 2);
    JsonPath event = JsonPath.from(suite.webhooks("dba", source).getLast().body());
    assertThat(event.getString("data.quarantinedBackupId")).isEqualTo(Facts.backupId(source, 20));
    assertThat(event.getString("data.findings[0].object")).isEqualTo(Facts.CHUNK);
    assertThat(event.getString("data.lastVerifiedBackup.backupId"))
        .isEqualTo(Facts.backupId(source, 18));
  }

  @Test
  void anUnreadableEventAboutAnUnreadableEventDoesNotGoRound() {
    EncodedEvent good = suite.encoded(Facts.deadLettered("dba-1", "x", NOW));
    suite.sendRaw(
        Topics.INCIDENT, "round", good.headers(), "{\"oops".getBytes(StandardCharsets.UTF_8));

    eventually(
        () ->
            suite.get("/dead-letters").stream()
                .anyMatch(letter -> letter.get("topic").equals(Topics.INCIDENT)));
    assertThat(suite.incidents("round")).isEmpty();
    assertThat(
            suite.told(
                io.salvaguarda.events.EventDeadLettered.class, e -> e.sourceId().equals("round")))
        .isEmpty();
  }

  @Test
  void anUnreadableEventOpensAnIncidentOfItsOwn() {
    String source = NotifierStack.freshSource("dba");
    EncodedEvent good = suite.encoded(Facts.restoreFailed(source, NOW));
    suite.sendRaw(
        Topics.RESTORE, source, good.headers(), "{\"oops".getBytes(StandardCharsets.UTF_8));

    eventually(() -> suite.webhooks("dba", source).size() == 1);
    assertThat(suite.incidents(source).getFirst()).containsEntry("cause", "events");
    assertThat(suite.mails(source).getFirst().text().orElseThrow())
        .contains("set aside by notifier-service");
  }

  @Test
  void eachRepositoryHasAnIncidentOfItsOwnAndOnlyItsOwnPruneEndsIt() {
    suite.tell(Facts.pruneFailed("first", NOW.minusSeconds(300)));
    suite.tell(Facts.pruneFailed("other", NOW.minusSeconds(299)));
    suite.tell(Facts.pruned("other", NOW.minusSeconds(200)));
    suite.tell(Facts.copied("first", "other", NOW.minusSeconds(190)));

    eventually(() -> incidents("prune").equals(List.of("resolved", "open")));
    eventually(
        () ->
            subjects()
                .containsAll(
                    List.of(
                        "[WARNING] storage: what no backup needs could not be deleted — first:"
                            + " backup storage unavailable",
                        "[RESOLVED] storage: what no backup needs is deleted again")));
    suite.tell(Facts.pruned("first", NOW));
    eventually(() -> incidents("prune").equals(List.of("resolved", "resolved")));
  }

  @Test
  void aCopyThatFailsIsUrgentUntilThatCopyIsWhole() {
    suite.tell(Facts.copyFailed("main", "disk2", NOW.minusSeconds(300)));
    suite.tell(Facts.copied("main", "disk3", NOW.minusSeconds(200)));
    suite.tell(Facts.copied("disk2", "main", NOW.minusSeconds(190)));
    String failed =
        "[FAILED] storage: backups could not be copied to a second place — main to disk2: backup"
            + " storage unavailable";

    eventually(() -> subjects().contains(failed));
    assertThat(incidents("copy")).containsExactly("open");
    ReceivedMail mail =
        suite.mails("storage").stream().filter(m -> m.subject().equals(failed)).findFirst().get();
    assertThat(mail.text().orElseThrow())
        .contains("Were main lost now", "salva repo copy --repository main --to disk2");
    eventually(
        () ->
            suite.webhooks("dba", "storage").stream()
                .anyMatch(hook -> hook.body().contains("\"copy\":\"disk2\"")));

    suite.tell(Facts.copied("main", "disk2", NOW));

    eventually(() -> subjects().contains("[RESOLVED] storage: the copy is complete again"));
    assertThat(incidents("copy")).containsExactly("resolved");
  }

  @Test
  void aKeyThatNobodyProvesIsToldWithItsKeeperAndOneThatDoesNotFitAtOnceAfterIt() {
    String overdue = "[WARNING] storage: a key was not proven for too long — vault: escrow, dba";
    String refused =
        "[FAILED] storage: a key was not shown to open its repository — vault: wrong repository"
            + " key";

    suite.tell(Facts.keyOverdue("vault", NOW.minusSeconds(300)));
    suite.tell(Facts.keyOverdue("vault", NOW.minusSeconds(290)));
    eventually(() -> subjects().contains(overdue));
    suite.tell(Facts.keyRefused("vault", NOW.minusSeconds(200)));
    suite.tell(Facts.keysProven("other", NOW.minusSeconds(190)));
    eventually(() -> subjects().contains(refused));

    assertThat(incidents("key")).containsExactly("open");
    ReceivedMail mail =
        suite.mails("storage").stream().filter(m -> m.subject().equals(overdue)).findFirst().get();
    assertThat(mail.text().orElseThrow())
        .contains(
            "salva repo key prove --repository vault --key-file FILE --record",
            "escrow (public-key)",
            "never");
    eventually(() -> overdueHooks() == 1);

    suite.tell(Facts.keysProven("vault", NOW));

    eventually(() -> subjects().contains("[RESOLVED] storage: every key is proven again"));
    assertThat(incidents("key")).containsExactly("resolved");
    assertThat(overdueHooks()).as("the second day says nothing new").isEqualTo(1);
  }

  @Test
  void aLogThatComesInAgainEndsItsStallAndNotItsGap() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.walGap(source, NOW.minusSeconds(300)));
    suite.tell(Facts.walStalled(source, WalTrouble.STALLED, NOW.minusSeconds(200)));
    suite.tell(Facts.walResumed(source, WalTrouble.STALLED, NOW.minusSeconds(100)));
    eventually(() -> walIncidents(source).contains("resolved"));

    assertThat(walIncidents(source)).containsExactlyInAnyOrder("open", "resolved");
    suite.tell(Facts.walResumed(source, WalTrouble.GAP, NOW));

    eventually(() -> walIncidents(source).equals(List.of("resolved", "resolved")));
  }

  private List<String> walIncidents(String source) {
    return suite.incidents(source).stream()
        .map(incident -> incident.get("resolvedAt") == null ? "open" : "resolved")
        .toList();
  }

  private long overdueHooks() {
    return suite.webhooks("dba", "storage").stream()
        .filter(hook -> hook.body().contains("\"recipient\":\"escrow\""))
        .count();
  }

  private List<String> incidents(String cause) {
    return suite.incidents("storage").stream()
        .filter(incident -> incident.get("cause").equals(cause))
        .map(incident -> incident.get("resolvedAt") == null ? "open" : "resolved")
        .toList();
  }

  private List<String> subjects() {
    return suite.mails("storage").stream().map(ReceivedMail::subject).toList();
  }
}
