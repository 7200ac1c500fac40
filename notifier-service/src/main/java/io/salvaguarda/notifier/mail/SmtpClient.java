package io.salvaguarda.notifier.mail;

import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.salvaguarda.notifier.delivery.adapter.DeliverySettings;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
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

  private static final String DEFAULT = "<default>";

  private final Vertx vertx;
  private final MailConfig strict;
  private final MailConfig lenient;
  private final Duration deadline;

  /**
   * Every mail is sent on this one event loop. Where the connection and its reader are on different
   * ones, a greeting that comes at once can be missed, and the mail hangs (seen in 4 of 1,000).
   */
  private final Context eventLoop;

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
    this.eventLoop = vertx.getOrCreateContext();
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

  /**
   * Each mail has a client of its own. Closing it is the only way to leave a server that talks on
   * when nobody waits for it any more; a shared one would read, and keep, its words for ever.
   */
  private MailResult send(MailConfig config, MailMessage message)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<MailResult> result = new CompletableFuture<>();
    MailClient client = MailClient.create(vertx, config);
    try {
      eventLoop.runOnContext(
          ignored ->
              client
                  .sendMail(message)
                  .onSuccess(result::complete)
                  .onFailure(result::completeExceptionally));
      return result.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      client.close();
    }
  }
}
