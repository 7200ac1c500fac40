package io.salvaguarda.notifier.mail;

import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.salvaguarda.notifier.delivery.adapter.DeliverySettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The client that Quarkus Mailer is made of, with Quarkus Mailer's settings. Not its own instance,
 * because that one has no time limit for a silent connection: ten of them, and no mail leaves until
 * a restart.
 */
@ApplicationScoped
class SmtpClient {

  /** The mailer that Quarkus names so: there is no other. */
  static final String DEFAULT = "<default>";

  private final Vertx vertx;
  private final MailConfig strict;
  private final MailConfig lenient;
  private final Duration deadline;

  @Inject
  SmtpClient(
      Vertx vertx,
      MailersRuntimeConfig mailers,
      TlsConfigurationRegistry tls,
      DeliverySettings settings) {
    this(
        vertx,
        SmtpSettings.of(mailers.mailers().get(DEFAULT), tls, settings.mailPatience()),
        settings.mailDeadline());
  }

  SmtpClient(Vertx vertx, MailConfig config, Duration deadline) {
    this.vertx = vertx;
    this.strict = new MailConfig(config).setAllowRcptErrors(false);
    this.lenient = new MailConfig(config).setAllowRcptErrors(true);
    this.deadline = deadline;
  }

  /**
   * Sends on a thread that may block. A mail with a bad address fails, and says why.
   *
   * @return the addresses that the server took
   * @throws ExecutionException with what the server or the network said
   * @throws TimeoutException when the deadline passed first
   */
  List<String> send(MailMessage message)
      throws ExecutionException, TimeoutException, InterruptedException {
    return send(strict, message).getRecipients();
  }

  /**
   * The same, but bad addresses are left out; fails when no address is good, without saying why.
   *
   * @return the addresses that the server took
   */
  List<String> sendToGoodAddresses(MailMessage message)
      throws ExecutionException, TimeoutException, InterruptedException {
    return send(lenient, message).getRecipients();
  }

  private MailResult send(MailConfig config, MailMessage message)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<MailResult> result = new CompletableFuture<>();
    Future<String> attempt =
        vertx
            .deployVerticle(new SmtpAttempt(config, message, result))
            .onFailure(result::completeExceptionally);
    try {
      return result.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      attempt.onSuccess(vertx::undeploy);
    }
  }
}
