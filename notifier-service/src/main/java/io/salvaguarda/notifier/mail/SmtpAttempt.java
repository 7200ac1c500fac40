package io.salvaguarda.notifier.mail;

import io.vertx.core.AbstractVerticle;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import java.util.concurrent.CompletableFuture;

/**
 * One mail, sent by a client of its own on an event loop of its own. Undeploying it closes its
 * connection, whatever the server does: a client alone waits until its server lets it go, and reads
 * and keeps for ever what one says that never ends. Connection and reader are on one loop; where
 * they are not, a greeting that comes at once can be missed, and the mail hangs (seen in 4 of
 * 1,000).
 */
final class SmtpAttempt extends AbstractVerticle {

  private final MailConfig config;
  private final MailMessage message;
  private final CompletableFuture<MailResult> result;

  SmtpAttempt(MailConfig config, MailMessage message, CompletableFuture<MailResult> result) {
    this.config = config;
    this.message = message;
    this.result = result;
  }

  @Override
  public void start() {
    MailClient.create(vertx, config)
        .sendMail(message)
        .onSuccess(result::complete)
        .onFailure(result::completeExceptionally);
  }
}
