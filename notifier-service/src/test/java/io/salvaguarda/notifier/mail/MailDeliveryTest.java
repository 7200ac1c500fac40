package io.salvaguarda.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
import io.salvaguarda.notifier.testing.ScriptedSmtp;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailDeliveryTest extends NotifierTest {

  @Test
  void manyMailsAreEachDeliveredAtTheFirstAttempt() {
    List<String> sources =
        IntStream.range(0, 30).mapToObj(i -> NotifierStack.freshSource("many")).toList();

    sources.forEach(source -> suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW)));

    eventually(() -> sources.stream().allMatch(source -> isDelivered(source, "many-mail")));
    assertThat(sources)
        .allSatisfy(
            source -> {
              assertThat(suite.mails(source)).hasSize(1);
              assertThat(suite.deliveries(source, "many-mail").getFirst().get("attempts"))
                  .isEqualTo(1);
            });
  }

  @Test
  void everyAddressOfAChannelGetsTheMail() {
    String source = NotifierStack.freshSource("dba");

    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));

    eventually(() -> suite.mails(source).size() == 2);
    ReceivedMail mail = suite.mails(source).getFirst();
    assertThat(mail.to()).containsExactly("dba@example.org", "lead@example.org");
    assertThat(mail.from()).isEqualTo("Salvaguarda <salvaguarda@backup.example.org>");
    assertThat(mail.headers()).containsEntry("Auto-Submitted", List.of("auto-generated"));
  }

  @Test
  void theResolvedMailStandsUnderTheAlarm() {
    String source = NotifierStack.freshSource("dba");
    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    suite.tell(Facts.backupFailed(source, ErrorClass.DISK_FULL, NOW.plusSeconds(60)));
    suite.tell(Facts.backupCompleted(source, 21, NOW.plusSeconds(120)));

    eventually(() -> suite.mails(source).size() == 6);

    List<ReceivedMail> mails = suite.mails(source);
    String root = header(mails.get(0), "Message-ID");
    assertThat(root).endsWith("@backup.example.org>");
    assertThat(mails.get(0).headers()).doesNotContainKeys("In-Reply-To", "References");
    ReceivedMail last = mails.getLast();
    assertThat(last.subject()).isEqualTo("[RESOLVED] " + source + ": backups work again");
    assertThat(header(last, "References")).isEqualTo(root);
    assertThat(header(last, "In-Reply-To")).isEqualTo(root);
    assertThat(header(last, "Message-ID")).isNotEqualTo(root);
    assertThat(header(last, "X-Salvaguarda-Incident"))
        .isEqualTo(header(mails.get(0), "X-Salvaguarda-Incident"));
  }

  @Test
  void aHostileDatabaseNameIsShownAndDoesNothing() {
    suite.tell(Facts.backupFailed("hostile", ErrorClass.DATABASE_MISSING, NOW));

    eventually(() -> !suite.mails("hostile").isEmpty());
    ReceivedMail mail = suite.mails("hostile").getFirst();
    assertThat(mail.headers()).doesNotContainKey("Bcc");
    assertThat(mail.html().orElseThrow())
        .contains("x&lt;script&gt;alert(1)&lt;/script&gt; Bcc: thief@example.org")
        .doesNotContain("<script");
    assertThat(mail.text().orElseThrow())
        .contains("x<script>alert(1)</script> Bcc: thief@example.org at db.example.org:5432");
  }

  @Test
  void whileTheMailServerIsAwayMailWaitsAndComesInOrder() {
    String source = NotifierStack.freshSource("silent");
    NotifierStack.mail().stop();

    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> attempts(source, "silent-mail") >= 2);
    assertThat(suite.deliveries(source, "silent-mail").getFirst())
        .containsEntry("state", "PENDING")
        .extractingByKey("lastError")
        .asString()
        .contains("SMTP", "refused");
    suite.tell(Facts.backupCompleted(source, 21, NOW.plusSeconds(60)));
    eventually(() -> suite.deliveries(source, "silent-mail").size() == 2);
    NotifierStack.mail().restart();

    eventually(() -> suite.mails(source).size() == 2);
    assertThat(suite.mails(source))
        .extracting(mail -> mail.subject().substring(0, mail.subject().indexOf(']') + 1))
        .containsExactly("[FAILED]", "[RESOLVED]");
  }

  @Test
  void aMailServerThatFellSilentDoesNotKeepLaterMailBack() {
    List<String> sources =
        IntStream.range(0, 12).mapToObj(i -> NotifierStack.freshSource("silent")).toList();
    NotifierStack.mail().stop();
    try (ScriptedSmtp silent = ScriptedSmtp.silent(NotifierStack.mail().port())) {
      sources.forEach(
          source -> suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW)));
      eventually(() -> silent.connections() >= 12);
      assertThat(suite.deliveries(sources.getFirst(), "silent-mail").getFirst().get("lastError"))
          .asString()
          .contains("SMTP");
    }
    NotifierStack.mail().restart();

    eventually(() -> sources.stream().allMatch(source -> isDelivered(source, "silent-mail")));
  }

  @Test
  void anAddressThatIsRefusedForGoodIsADeadLetterAtOnce() {
    String source = NotifierStack.freshSource("silent");
    NotifierStack.mail().stop();
    try (ScriptedSmtp refusing =
        ScriptedSmtp.refusing(NotifierStack.mail().port(), "550 5.1.1 no such user")) {
      suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));

      eventually(
          () ->
              suite.deliveries(source, "silent-mail").stream()
                  .anyMatch(each -> each.get("state").equals("DEAD")));
      assertThat(refusing.connections()).isEqualTo(1);
    } finally {
      NotifierStack.mail().restart();
    }
    assertThat(suite.deliveries(source, "silent-mail").getFirst())
        .containsEntry("attempts", 1)
        .extractingByKey("lastError")
        .asString()
        .contains("550", "no such user");
  }

  @Test
  void oneBadAddressDoesNotKeepTheNoticeFromTheOthers() {
    String source = NotifierStack.freshSource("dba");
    NotifierStack.mail().stop();
    try (ScriptedSmtp refusing =
        ScriptedSmtp.refusing(NotifierStack.mail().port(), "550 5.1.1 no such user")) {
      suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));

      eventually(() -> isDelivered(source, "dba-mail"));
      assertThat(refusing.connections()).isEqualTo(2);
    } finally {
      NotifierStack.mail().restart();
    }
  }

  private static String header(ReceivedMail mail, String name) {
    return mail.headers().get(name).getFirst();
  }

  private int attempts(String source, String channel) {
    return suite.deliveries(source, channel).stream()
        .mapToInt(each -> (Integer) each.get("attempts"))
        .findFirst()
        .orElse(0);
  }

  private boolean isDelivered(String source, String channel) {
    List<Map<String, Object>> found = suite.deliveries(source, channel);
    return !found.isEmpty() && found.stream().allMatch(d -> d.get("state").equals("DELIVERED"));
  }
}
