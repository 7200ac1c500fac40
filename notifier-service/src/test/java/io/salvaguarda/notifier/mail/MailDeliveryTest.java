package io.salvaguarda.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.local.ReceivedMail;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.testing.Facts;
import io.salvaguarda.notifier.testing.NotifierStack;
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

    List<ReceivedMail> mails =
        suite.mails(source).stream()
            .filter(m -> m.to().getFirst().equals("dba@example.org"))
            .toList();
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
  void whileTheMailServerIsAwayMailWaits() {
    String source = NotifierStack.freshSource("dba");
    NotifierStack.mail().stop();

    suite.tell(Facts.backupFailed(source, ErrorClass.DUMP_FAILED, NOW));
    eventually(() -> attempts(source, "dba-mail") >= 1);
    assertThat(suite.deliveries(source, "dba-mail").getFirst())
        .containsEntry("state", "PENDING")
        .extractingByKey("lastError")
        .asString()
        .contains("SMTP", "refused");
    NotifierStack.mail().restart();

    eventually(() -> isDelivered(source, "dba-mail"));
    assertThat(suite.mails(source)).hasSize(2);
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
