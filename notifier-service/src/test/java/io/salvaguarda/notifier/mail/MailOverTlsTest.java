package io.salvaguarda.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.salvaguarda.local.Tls;
import io.salvaguarda.notifier.NotifierTest;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.testing.NotifierStack;
import io.salvaguarda.notifier.testing.TlsMailServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail over TLS, set up as an operator does: by {@code quarkus.mailer} and {@code quarkus.tls}. */
@QuarkusTest
class MailOverTlsTest extends NotifierTest {

  private static final String OWN_AUTHORITY = "mail"; // as NotifierStack sets it up

  private final MailProbe probe;
  private final TlsConfigurationRegistry registry;

  MailOverTlsTest(MailProbe probe, TlsConfigurationRegistry registry) {
    this.probe = probe;
    this.registry = registry;
  }

  /** When TLS begins. */
  enum Way {
    STARTTLS {
      @Override
      TlsMailServer start(Tls tls) {
        return TlsMailServer.startTls(tls);
      }

      @Override
      Map<String, String> settings() {
        return Map.of("quarkus.mailer.start-tls", "REQUIRED");
      }
    },
    IMPLICIT {
      @Override
      TlsMailServer start(Tls tls) {
        return TlsMailServer.implicitTls(tls);
      }

      @Override
      Map<String, String> settings() {
        return Map.of("quarkus.mailer.tls", "true");
      }
    };

    abstract TlsMailServer start(Tls tls);

    abstract Map<String, String> settings();
  }

  @ParameterizedTest
  @EnumSource
  void aServerOfATrustedAuthorityTakesTheMailOfAKnownUser(Way way) {
    try (TlsMailServer server = way.start(NotifierStack.smtpTls())) {
      SendOutcome outcome = send(way, server, trusted(TlsMailServer.PASSWORD));

      assertThat(outcome).isEqualTo(new SendOutcome.Accepted("dba@example.org"));
      assertThat(server.received()).hasSize(1);
      assertThat(server.received().getFirst()).contains("Subject: ", "To: dba@example.org");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongPasswordIsAFailureThatIsTriedAgainAndNotShown(Way way) {
    try (TlsMailServer server = way.start(NotifierStack.smtpTls())) {
      SendOutcome outcome = send(way, server, trusted("battery staple"));

      assertThat(outcome).isInstanceOf(SendOutcome.Failed.class);
      assertThat(((SendOutcome.Failed) outcome).error())
          .contains("535")
          .doesNotContain("battery", "staple", TlsMailServer.PASSWORD);
      assertThat(server.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCertificateOfAnAuthorityThatNobodyTrustsGetsNeitherMailNorPassword(Way way) {
    try (TlsMailServer server = way.start(NotifierStack.smtpTls())) {
      SendOutcome outcome = send(way, server, login(TlsMailServer.PASSWORD));

      assertThat(outcome).isInstanceOf(SendOutcome.Failed.class);
      assertThat(server.logins()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCertificateOfAnotherServerGetsNeitherMailNorPassword(Way way) {
    try (TlsMailServer server = way.start(NotifierStack.otherTls())) {
      SendOutcome outcome = send(way, server, trusted(TlsMailServer.PASSWORD));

      assertThat(outcome).isInstanceOf(SendOutcome.Failed.class);
      assertThat(server.logins()).isZero();
    }
  }

  private SendOutcome send(Way way, TlsMailServer server, Map<String, String> settings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(MailersRuntimeConfig.class)
            .withDefaultValue("quarkus.mailer.host", "127.0.0.1")
            .withDefaultValue("quarkus.mailer.port", String.valueOf(server.port()))
            .withDefaultValue("quarkus.mailer.keep-alive", "false")
            .withDefaultValues(way.settings())
            .withDefaultValues(settings);
    MailersRuntimeConfig mailers = builder.build().getConfigMapping(MailersRuntimeConfig.class);
    return probe.send(
        SmtpSettings.of(mailers.mailers().get(SmtpClient.DEFAULT), registry, MailProbe.DEADLINE),
        MailProbe.notice("maria"),
        "dba@example.org");
  }

  private static Map<String, String> login(String password) {
    return Map.of(
        "quarkus.mailer.username", TlsMailServer.USER, "quarkus.mailer.password", password);
  }

  private static Map<String, String> trusted(String password) {
    Map<String, String> settings = new HashMap<>(login(password));
    settings.put("quarkus.mailer.tls-configuration-name", OWN_AUTHORITY);
    return settings;
  }
}
