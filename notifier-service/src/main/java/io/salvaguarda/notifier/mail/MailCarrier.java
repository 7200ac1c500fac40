package io.salvaguarda.notifier.mail;

import io.salvaguarda.config.MailChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.letter.LetterWriter;
import io.salvaguarda.notifier.letter.Recipients;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends a notice as one mail to all addresses of a channel. */
@ApplicationScoped
class MailCarrier implements Carrier<MailChannel> {

  private static final int LOGIN_NEEDED = 530;
  private static final int LOGIN_REFUSED = 535;

  private final SmtpClient smtp;
  private final Recipients recipients;
  private final LetterWriter letters = new LetterWriter();
  private final MailComposer composer;

  MailCarrier(
      SmtpClient smtp,
      SuiteConfig config,
      @ConfigProperty(name = "quarkus.mailer.from") String from) {
    this.smtp = smtp;
    this.recipients = new Recipients(config);
    this.composer = new MailComposer(from);
  }

  @Override
  public Class<MailChannel> channelType() {
    return MailChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, MailChannel channel) {
    Letter letter = letters.write(delivery.notice(), recipients.of(delivery.notice()));
    MailMessage message = composer.compose(delivery, letter, channel.to());
    try {
      smtp.send(message);
      return SendOutcome.ACCEPTED;
    } catch (ExecutionException e) {
      return outcome(e.getCause());
    } catch (TimeoutException e) {
      return new SendOutcome.Failed("SMTP: no answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SendOutcome.Failed("interrupted by shutdown");
    }
  }

  /** What the server says for ever is for ever, but a login can be mended in our configuration. */
  private static SendOutcome outcome(Throwable failure) {
    if (failure instanceof SMTPException said) {
      String error = "SMTP " + said.getReplyCode() + ": " + said.getReplyMessage();
      boolean login = said.getReplyCode() == LOGIN_NEEDED || said.getReplyCode() == LOGIN_REFUSED;
      return said.isPermanent() && !login
          ? new SendOutcome.Refused(error)
          : new SendOutcome.Failed(error);
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new SendOutcome.Failed(
        "SMTP: " + root.getClass().getSimpleName() + ": " + root.getMessage());
  }
}
