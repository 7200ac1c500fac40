package io.salvaguarda.notifier.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.salvaguarda.config.MailChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.delivery.adapter.DeliverySettings;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.letter.LetterWriter;
import io.salvaguarda.notifier.letter.Recipients;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends a notice as one mail to all addresses of a channel. */
@ApplicationScoped
class MailCarrier implements Carrier<MailChannel> {

  private static final int LOGIN_NEEDED = 530;
  private static final int LOGIN_REFUSED = 535;

  private final ReactiveMailer mailer;
  private final DeliverySettings settings;
  private final Recipients recipients;
  private final LetterWriter letters = new LetterWriter();
  private final MailThread thread;

  MailCarrier(
      ReactiveMailer mailer,
      SuiteConfig config,
      DeliverySettings settings,
      @ConfigProperty(name = "quarkus.mailer.from") String from) {
    this.mailer = mailer;
    this.settings = settings;
    this.recipients = new Recipients(config);
    this.thread = new MailThread(from);
  }

  @Override
  public Class<MailChannel> channelType() {
    return MailChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, MailChannel channel) {
    Mail mail = compose(delivery, channel);
    try {
      mailer.send(mail).await().atMost(settings.mailDeadline());
      return SendOutcome.ACCEPTED;
    } catch (RuntimeException e) {
      return outcome(e);
    }
  }

  private Mail compose(Delivery delivery, MailChannel channel) {
    Letter letter = letters.write(delivery.notice(), recipients.of(delivery.notice()));
    Mail mail =
        new Mail()
            .setTo(channel.to())
            .setSubject(letter.subject())
            .setText(MailTemplates.plain(letter).render())
            .setHtml(MailTemplates.page(letter, Palette.of(letter.tone())).render())
            .addHeader("Message-ID", thread.messageId(delivery))
            .addHeader("Auto-Submitted", "auto-generated")
            .addHeader("X-Auto-Response-Suppress", "All")
            .addHeader("Content-Language", letter.language())
            .addHeader("X-Salvaguarda-Incident", delivery.notice().incidentId().toString())
            .addHeader("X-Salvaguarda-Delivery", delivery.id().toString())
            .addHeader("X-Salvaguarda-Source", delivery.notice().sourceId());
    if (!MailThread.opens(delivery.notice())) {
      mail.addHeader("In-Reply-To", thread.root(delivery))
          .addHeader("References", thread.root(delivery));
    }
    return mail;
  }

  /** What the server says for ever is for ever, but a login can be mended in our configuration. */
  private static SendOutcome outcome(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SMTPException smtp) {
        String error = "SMTP " + smtp.getReplyCode() + " " + smtp.getReplyMessage();
        boolean login = smtp.getReplyCode() == LOGIN_NEEDED || smtp.getReplyCode() == LOGIN_REFUSED;
        return smtp.isPermanent() && !login
            ? new SendOutcome.Refused(error)
            : new SendOutcome.Failed(error);
      }
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new SendOutcome.Failed(
        "SMTP: " + root.getClass().getSimpleName() + ": " + root.getMessage());
  }
}
