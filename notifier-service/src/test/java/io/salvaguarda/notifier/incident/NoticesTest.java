package io.salvaguarda.notifier.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.StorageThreshold;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.WalTrouble;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.local.ReceivedWebhook;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a fact on Kafka to a mail and a webhook, for each sort of failure and both languages. */
@QuarkusTest
class NoticesTest extends NotifierTest {

  private static final Path SAMPLES = Path.of("target/mails");
  private static final Duration DAY = Duration.ofDays(1);

  record Case(
      String name,
      Function<String, SuiteEvent> fact,
      String english,
      String portuguese,
      List<String> facts) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> everyFailureInBothLanguages() {
    Stream<Case> cases =
        Stream.of(
            new Case(
                "backup-failed",
                source -> Facts.backupFailed(source, ErrorClass.SOURCE_UNREACHABLE, NOW),
                "[FAILED] %s: backup could not be taken — source unreachable",
                "[FALHA] %s: não foi possível fazer o backup — origem inacessível",
                List.of("SOURCE_UNREACHABLE", "Connection refused", "daily")),
            new Case(
                "physical-backup-failed",
                source ->
                    Facts.backupFailed(
                        source, BackupKind.PHYSICAL, ErrorClass.SOURCE_UNREACHABLE, NOW),
                "[FAILED] %s: physical backup could not be taken — source unreachable",
                "[FALHA] %s: não foi possível fazer o backup físico — origem inacessível",
                List.of("SOURCE_UNREACHABLE", "--kind physical", "cluster")),
            new Case(
                "verification-failed",
                source -> Facts.failed(source, 21, NOW),
                "[FAILED] %s: backup failed its verification — stored data is damaged",
                "[FALHA] %s: o backup foi reprovado na verificação — os dados armazenados estão danificados",
                List.of(Facts.CHUNK, "public.users", "999", "/logical/2026-11-21_02-00-07-k3v9qd")),
            new Case(
                "verification-inconclusive",
                source -> Facts.inconclusive(source, 21, NOW, false),
                "[WARNING] %s: backup could not be verified — backup storage unavailable",
                "[ATENÇÃO] %s: não foi possível verificar o backup — armazenamento de backups indisponível",
                List.of("STORE_UNAVAILABLE", "503 Service Unavailable")),
            new Case(
                "restore-failed",
                source -> Facts.restoreFailed(source, NOW),
                "[FAILED] %s: restore did not succeed — pg_restore ended with an error",
                "[FALHA] %s: a restauração não foi concluída — o pg_restore terminou com erro",
                List.of("RESTORE_FAILED", "role \"reporting\" does not exist", "shop_restored")),
            new Case(
                "retention-held",
                source -> Facts.retentionHeld(source, NOW),
                "[WARNING] %s: the newest backup is far smaller than usual — 717 KiB, usually 5 GiB",
                "[ATENÇÃO] %s: o backup mais novo é muito menor que o normal — 717 KiB; o normal é 5 GiB",
                List.of(
                    "SIZE_ANOMALY", "salva backup accept", "/logical/2026-11-21_02-00-07-k3v9qd")),
            new Case(
                "drill-failed",
                source -> Facts.drillFailed(source, NOW),
                "[FAILED] %s: a restore drill failed — no disk space left",
                "[FALHA] %s: um ensaio de restauração falhou — não há mais espaço em disco",
                List.of("DISK_FULL", "salva drill run", "--kind logical", "3 GiB free")),
            new Case(
                "window-failed",
                source -> Facts.windowFailed(source, NOW),
                "[FAILED] %s: an instant that should be recoverable was not — the recovery's target is not in the archived WAL",
                "[FALHA] %s: um instante que deveria ser recuperável não foi — o alvo da recuperação não está no WAL arquivado",
                List.of("TARGET_UNREACHABLE", "salva restore prove", "main")),
            new Case(
                "wal-gap",
                source -> Facts.walGap(source, NOW),
                "[FAILED] %s: some of the write-ahead log is missing — from 3/A2000000 to 3/A4000000",
                "[FALHA] %s: falta uma parte do log de transações (WAL) — de 3/A2000000 a 3/A4000000",
                List.of("WAL_REMOVED", "--kind physical", "3/A2000000 – 3/A4000000")),
            new Case(
                "wal-stalled",
                source -> Facts.walStalled(source, WalTrouble.STALLED, NOW),
                "[FAILED] %s: the write-ahead log does not come in — backup storage unavailable",
                "[FALHA] %s: o log de transações (WAL) não está chegando — armazenamento de backups indisponível",
                List.of("STORE_UNAVAILABLE", "salva wal status", "3/A2000000", "304 MiB")),
            new Case(
                "slot-grows",
                source -> Facts.walStalled(source, WalTrouble.SLOT, NOW),
                "[FAILED] %s: the source keeps too much of its write-ahead log — 12 GiB wait for their replication slot",
                "[FALHA] %s: a origem está guardando log de transações (WAL) demais — 12 GiB aguardam o slot de replicação",
                List.of("salva wal status", "12 GiB")),
            new Case(
                "event-dead-lettered",
                source -> Facts.deadLettered(source, "io.salvaguarda.backup.completed.v1", NOW),
                "[WARNING] %s: a message could not be processed — set aside by verify-service",
                "[ATENÇÃO] %s: uma mensagem não pôde ser processada — separada por verify-service",
                List.of("salvaguarda.backup", "4711", "ce_subject is not")));
    return cases.flatMap(
        each -> Stream.of(Arguments.of(each, "dba"), Arguments.of(each, "plantao")));
  }

  @ParameterizedTest
  @MethodSource("everyFailureInBothLanguages")
  void aFailureReachesTheTeamByMailAndWebhook(Case failure, String team) throws IOException {
    String source = NotifierStack.freshSource(team);
    suite.tell(Facts.passed(source, 19, NOW.minus(DAY)));

    suite.tell(failure.fact().apply(source));

    eventually(() -> !mailsTo(team, source).isEmpty() && !suite.webhooks(team, source).isEmpty());
    ReceivedMail mail = mailsTo(team, source).getFirst();
    keep(failure.name(), team, mail);
    String subject = team.equals("dba") ? failure.english() : failure.portuguese();
    assertThat(mail.subject()).isEqualTo(subject.formatted(source));
    assertThat(mail.text().orElseThrow())
        .contains(failure.facts())
        .contains(source, "db.example.org", "/logical/2026-11-19_02-00-07-k3v9qd")
        .contains(team.equals("dba") ? "What to do now" : "O que fazer agora")
        .contains(team.equals("dba") ? "1 day" : "1 dia")
        .doesNotContain("<", "&quot;", "&#");
    assertThat(mail.html().orElseThrow())
        .contains(source)
        .contains("lang=\"" + (team.equals("dba") ? "en" : "pt-BR"));
    verify(suite.webhooks(team, source).getFirst(), source, team, mail);
  }

  /** Of a failed restore the administrators hear too, in their own language. */
  private List<ReceivedMail> mailsTo(String team, String source) {
    return suite.mails(source).stream()
        .filter(mail -> mail.to().contains(team + "@example.org"))
        .toList();
  }

  private static void verify(ReceivedWebhook hook, String source, String team, ReceivedMail mail) {
    assertThat(hook.isSignedWith(NotifierStack.SECRET)).isTrue();
    assertThat(hook.isSignedWith("whsec_" + "b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldC1vdGhlci0h"))
        .isFalse();
    assertThat(hook.header("content-type").orElseThrow())
        .startsWith("application/cloudevents+json");
    JsonPath event = JsonPath.from(hook.body());
    assertThat(event.getString("specversion")).isEqualTo("1.0");
    assertThat(event.getString("type")).isEqualTo("io.salvaguarda.notice.failed.v1");
    assertThat(event.getString("id")).isEqualTo(hook.header("webhook-id").orElseThrow());
    assertThat(event.getString("data.subject")).isEqualTo(mail.subject());
    assertThat(event.getString("data.sourceId")).isEqualTo(source);
    assertThat(event.getString("data.team")).isEqualTo(team);
    assertThat(event.getString("data.incidentId"))
        .isEqualTo(mail.headers().get("X-Salvaguarda-Incident").getFirst());
    assertThat(event.getString("data.lastVerifiedBackup.backupId"))
        .isEqualTo(Facts.backupId(source, 19));
    assertThat(event.getLong("data.lastVerifiedBackup.ageSeconds")).isGreaterThanOrEqualTo(86_400);
    assertThat(event.getString("data.nextStep")).isNotBlank();
  }

  static Stream<Arguments> everyThreshold() {
    return Stream.of(
        Arguments.of(
            StorageThreshold.WARNING,
            "[WARNING] storage: disk space is running low — 1.5 GiB left on /var/low"),
        Arguments.of(
            StorageThreshold.CRITICAL,
            "[FAILED] storage: disk space is almost gone — 1.5 GiB left on /var/low"));
  }

  @ParameterizedTest
  @MethodSource("everyThreshold")
  void aFullDiskIsToldToTheTeamThatRunsTheSuite(StorageThreshold threshold, String subject)
      throws IOException {
    suite.tell(Facts.storageLow("/var/low", threshold, NOW));

    eventually(
        () -> suite.mails("storage").stream().anyMatch(mail -> mail.subject().equals(subject)));
    ReceivedMail mail =
        suite.mails("storage").stream()
            .filter(m -> m.subject().equals(subject))
            .findFirst()
            .orElseThrow();
    keep("storage-" + threshold, "dba", mail);
    assertThat(mail.text().orElseThrow()).contains("backup-service", "1.5 GiB of 100 GiB");
  }

  private static void keep(String name, String team, ReceivedMail mail) throws IOException {
    Files.createDirectories(SAMPLES);
    Files.writeString(SAMPLES.resolve(name + "." + team + ".html"), mail.html().orElseThrow());
    Files.writeString(SAMPLES.resolve(name + "." + team + ".txt"), mail.text().orElseThrow());
  }
}
