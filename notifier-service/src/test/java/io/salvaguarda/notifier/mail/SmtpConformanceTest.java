package io.salvaguarda.notifier.mail;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.testing.ScriptedSmtp;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the mail carrier does, whatever the SMTP server does. */
@QuarkusTest
class SmtpConformanceTest extends NotifierTest {

  private static final Duration IN_TIME = MailProbe.DEADLINE.multipliedBy(2).plusSeconds(3);

  private final MailProbe probe;

  SmtpConformanceTest(MailProbe probe) {
    this.probe = probe;
  }

  private static MailConfig at(ScriptedSmtp server) {
    return new MailConfig("127.0.0.1", server.port())
        .setStarttls(StartTLSOptions.OPTIONAL)
        .setKeepAlive(false)
        .setIdleTimeout(1)
        .setConnectTimeout(1_000);
  }

  private SendOutcome send(MailConfig config, Notice notice, String... to) {
    long begun = System.nanoTime();
    SendOutcome outcome = probe.send(config, notice, to);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(IN_TIME);
    return outcome;
  }

  private SendOutcome send(MailConfig config) {
    return send(config, MailProbe.notice("maria"), "dba@example.org");
  }

  private SendOutcome whenItSays(String step, String answer) {
    try (ScriptedSmtp server = ScriptedSmtp.saying(0, Map.of(step, answer))) {
      return send(at(server));
    }
  }

  @Test
  void aServerThatBehavesTakesTheMail() {
    assertThat(whenItSays("QUIT", "221 bye"))
        .isEqualTo(new SendOutcome.Accepted("dba@example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "END"})
  void aServerThatStallsIsGivenUpInTime(String step) {
    assertThat(whenItSays(step, ScriptedSmtp.SILENCE))
        .isInstanceOfSatisfying(
            SendOutcome.Failed.class, failed -> assertThat(failed.error()).contains("SMTP"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "END"})
  void aServerThatHangsUpIsAFailedAttempt(String step) {
    assertThat(whenItSays(step, ScriptedSmtp.HANG_UP)).isInstanceOf(SendOutcome.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GREETING", "EHLO", "MAIL"})
  void aServerThatTalksWithoutEndIsGivenUpAndLeft(String step) {
    try (ScriptedSmtp server = ScriptedSmtp.saying(0, Map.of(step, ScriptedSmtp.NO_END))) {
      assertThat(send(at(server))).isInstanceOf(SendOutcome.Failed.class);

      await().atMost(5, SECONDS).until(server::isLeftAlone);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING, 421 busy",
    "MAIL, 452 no room",
    "RCPT, 450 try later",
    "DATA, 451 not now",
    "END, 451 greylisted",
    "END, 421 shutting down"
  })
  void whatMayPassIsTriedAgain(String step, String answer) {
    assertThat(whenItSays(step, answer))
        .isInstanceOfSatisfying(
            SendOutcome.Failed.class,
            failed -> assertThat(failed.error()).contains(answer.substring(0, 3)));
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 550 not from you",
    "RCPT, 550 5.1.1 no such user",
    "DATA, 554 no",
    "END, 554 5.7.1 looks like spam"
  })
  void whatWillNotPassIsNotTriedAgain(String step, String answer) {
    assertThat(whenItSays(step, answer))
        .isInstanceOfSatisfying(
            SendOutcome.Refused.class,
            refused -> assertThat(refused.error()).contains(answer.substring(0, 3)));
  }

  @Test
  void nobodyAtThePortIsAFailedAttempt() {
    ScriptedSmtp server = ScriptedSmtp.silent(0);
    server.close();

    assertThat(send(at(server))).isInstanceOf(SendOutcome.Failed.class);
  }

  @Test
  void theLogTellsWhichAddressesWereReached() {
    try (ScriptedSmtp server = ScriptedSmtp.refusing(0, "550 5.1.1 no such user")) {
      assertThat(send(at(server), MailProbe.notice("maria"), "dba@example.org", "lead@example.org"))
          .isEqualTo(new SendOutcome.Accepted("lead@example.org"));
    }
  }

  @Test
  void whereTlsIsRequiredNothingIsSentWithoutIt() {
    for (Map<String, String> says :
        List.of(
            Map.of("EHLO", "250 no STARTTLS here"),
            Map.of("EHLO", "250-scripted\r\n250 STARTTLS", "STARTTLS", "454 not available"),
            Map.of("EHLO", "250-scripted\r\n250 STARTTLS", "STARTTLS", "220 go on"))) {
      try (ScriptedSmtp server = ScriptedSmtp.saying(0, says)) {
        MailConfig config = at(server).setStarttls(StartTLSOptions.REQUIRED);

        assertThat(send(config)).isInstanceOf(SendOutcome.Failed.class);
        assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
      }
    }
    try (ScriptedSmtp plain = ScriptedSmtp.saying(0, Map.of())) {
      assertThat(send(at(plain).setSsl(true))).isInstanceOf(SendOutcome.Failed.class);
      assertThat(plain.heard()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void nobodyCanWriteAHeader() {
    try (ScriptedSmtp server = ScriptedSmtp.saying(0, Map.of())) {
      String hostile = "maria\r\nBcc: thief@example.org\r\n\r\n.\r\nMAIL FROM:<x@example.org>";

      assertThat(send(at(server), MailProbe.notice(hostile), "dba@example.org"))
          .isInstanceOf(SendOutcome.Accepted.class);

      assertThat(server.heard()).noneMatch(line -> line.startsWith("Bcc"));
      assertThat(server.heard()).filteredOn(line -> line.startsWith("MAIL FROM")).hasSize(1);
      assertThat(server.heard()).filteredOn(line -> line.startsWith("RCPT TO")).hasSize(1);
    }
  }
}
