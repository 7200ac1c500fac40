package io.salvaguarda.notifier.mail;

import io.quarkus.mailer.runtime.MailerRuntimeConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Locale;

/** Quarkus Mailer's settings ({@code quarkus.mailer.*}) with the one that it lacks: patience. */
final class SmtpSettings {

  private static final int SUBMISSION = 587;

  private SmtpSettings() {}

  /**
   * @param patience for the connect and for each answer: a connection that is silent for so long is
   *     closed, so that servers which stall do not use up the pool
   */
  static MailConfig of(
      MailerRuntimeConfig mailer, TlsConfigurationRegistry tls, Duration patience) {
    MailConfig config =
        new MailConfig(mailer.host(), mailer.port().orElse(SUBMISSION))
            .setStarttls(StartTLSOptions.valueOf(upper(mailer.startTLS())))
            .setLogin(LoginOption.valueOf(upper(mailer.login())))
            .setMaxPoolSize(mailer.maxPoolSize())
            .setKeepAlive(mailer.keepAlive())
            .setDisableEsmtp(mailer.disableEsmtp())
            .setPipelining(mailer.pipelining())
            .setIdleTimeout((int) Math.max(1, patience.toSeconds()));
    config.setConnectTimeout((int) patience.toMillis());
    mailer.username().ifPresent(config::setUsername);
    mailer.password().ifPresent(config::setPassword);
    mailer.authMethods().ifPresent(config::setAuthMethods);
    mailer.ownHostName().ifPresent(config::setOwnHostname);
    TlsConfiguration.from(tls, mailer.tlsConfigurationName())
        .ifPresent(named -> TlsConfigUtils.configure(config, named));
    // to a named configuration TLS means from the first byte; whether it does is told apart
    config.setSsl(mailer.tls().orElse(false));
    // Vert.x checks that a certificate is the host's only where it finds nothing set
    config.setHostnameVerificationAlgorithm("");
    return config;
  }

  private static String upper(String option) {
    return option.toUpperCase(Locale.ROOT);
  }
}
