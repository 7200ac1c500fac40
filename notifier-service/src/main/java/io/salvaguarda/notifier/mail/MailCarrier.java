package io.salvaguarda.notifier.mail;

import io.salvaguarda.config.MailChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.delivery.Carrier;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.letter.Letters;
import io.salvaguarda.notifier.letter.Wording;
import io.salvaguarda.notifier.link.adapter.Links;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.report.adapter.ReportPrinter;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends a notice as one mail to all addresses of a channel. */
@ApplicationScoped
class MailCarrier implements Carrier<MailChannel> {

  private static final Logger LOG = Logger.getLogger(MailCarrier.class);
  private static final SendOutcome LATE = new SendOutcome.Failed("SMTP: no answer in time");
  private static final int LOGIN_NEEDED = 530;
  private static final int LOGIN_REFUSED = 535;

  private final SmtpClient smtp;
  private final Letters letters;
  private final Links links;
  private final ReportPrinter reports;
  private final MailComposer composer;

  MailCarrier(
      SmtpClient smtp,
      SuiteConfig config,
      Links links,
      ReportPrinter reports,
      @ConfigProperty(name = "quarkus.mailer.from") String from) {
    this.smtp = smtp;
    this.letters = new Letters(config);
    this.links = links;
    this.reports = reports;
    this.composer = new MailComposer(from);
  }

  @Override
  public Class<MailChannel> channelType() {
    return MailChannel.class;
  }

  @Override
  public SendOutcome send(Delivery delivery, MailChannel channel) {
    MailMessage message = compose(delivery, channel);
    try {
      return taken(smtp.send(message));
    } catch (ExecutionException e) {
      return message.getTo().size() > 1 && e.getCause() instanceof SMTPException said
          ? sendToTheOthers(delivery, message, said)
          : outcome(e.getCause());
    } catch (TimeoutException e) {
      return LATE;
    } catch (InterruptedException e) {
      return interrupted();
    }
  }

  private MailMessage compose(Delivery delivery, MailChannel channel) {
    if (delivery.notice() instanceof Notice.Report report) {
      return composer.compose(delivery, reports.print(report), channel.to());
    }
    Letter letter = letters.of(delivery.notice());
    return composer.compose(delivery, letter, channel.to(), link(delivery, letter));
  }

  private Optional<MailLink> link(Delivery delivery, Letter letter) {
    return subject(delivery.notice())
        .flatMap(
            subject -> links.link(subject, delivery.id(), delivery.channel(), delivery.createdAt()))
        .map(url -> new MailLink(url, Wording.ofTag(letter.language()).say("letter.acknowledge")));
  }

  /** What can be acknowledged. */
  private static Optional<UUID> subject(Notice notice) {
    return switch (notice) {
      case Notice.Trouble trouble -> Optional.of(trouble.incidentId());
      case Notice.Again again -> Optional.of(again.incidentId());
      case Notice.Several several -> Optional.of(several.thread());
      case Notice.Acknowledged acknowledged -> Optional.empty();
      case Notice.Recovered recovered -> Optional.empty();
      case Notice.SeveralRecovered several -> Optional.empty();
      case Notice.Undelivered undelivered -> Optional.empty();
      case Notice.Trial trial -> Optional.empty();
      case Notice.Report report -> Optional.empty();
      case Notice.Fact fact -> Optional.empty();
    };
  }

  /** One bad address must not keep a notice from the others. */
  private SendOutcome sendToTheOthers(Delivery delivery, MailMessage message, SMTPException said) {
    try {
      List<String> reached = smtp.sendToGoodAddresses(message);
      LOG.warnf(
          "event=mail.addresses_refused delivery=%s channel=%s reached=%d of=%d answer=\"%s\"",
          delivery.id(),
          delivery.channel(),
          reached.size(),
          message.getTo().size(),
          said.getReplyMessage());
      return taken(reached);
    } catch (ExecutionException e) {
      return new SendOutcome.Failed(text(said)); // one of them may only be busy
    } catch (TimeoutException e) {
      return LATE;
    } catch (InterruptedException e) {
      return interrupted();
    }
  }

  /** What the server says for ever is for ever, but a login can be mended in our configuration. */
  private static SendOutcome outcome(Throwable failure) {
    if (failure instanceof SMTPException said) {
      boolean login = said.getReplyCode() == LOGIN_NEEDED || said.getReplyCode() == LOGIN_REFUSED;
      return said.isPermanent() && !login
          ? new SendOutcome.Refused(text(said))
          : new SendOutcome.Failed(text(said));
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new SendOutcome.Failed(
        "SMTP: " + root.getClass().getSimpleName() + ": " + root.getMessage());
  }

  private static SendOutcome taken(List<String> addresses) {
    return new SendOutcome.Accepted(String.join(", ", addresses));
  }

  private static String text(SMTPException said) {
    return "SMTP " + said.getReplyCode() + ": " + said.getReplyMessage();
  }

  private static SendOutcome interrupted() {
    Thread.currentThread().interrupt();
    return new SendOutcome.Failed("interrupted by shutdown");
  }
}
