package io.salvaguarda.notifier.mail;

import io.salvaguarda.config.Language;
import io.salvaguarda.config.MailChannel;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.delivery.SendOutcome;
import io.salvaguarda.notifier.link.adapter.Links;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.report.adapter.ReportPrinter;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The mail carrier, with an SMTP server of the test's own. */
@ApplicationScoped
class MailProbe {

  static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final SuiteConfig CONFIG =
      new SuiteConfig(
          Map.of(),
          Map.of(),
          Map.of(),
          Map.of("dba", new Team("dba", Language.ENGLISH, List.of("mail"))),
          Map.of(),
          "dba",
          List.of());

  private final Vertx vertx;
  private final Links links;
  private final ReportPrinter reports;

  MailProbe(Vertx vertx, Links links, ReportPrinter reports) {
    this.vertx = vertx;
    this.links = links;
    this.reports = reports;
  }

  static Notice notice(String askedBy) {
    return new Notice.Trial(UUID.randomUUID(), "dba", askedBy, Instant.now(), Instant.now());
  }

  SendOutcome send(MailConfig server, Notice notice, String... to) {
    MailCarrier carrier =
        new MailCarrier(
            new SmtpClient(vertx, server, DEADLINE),
            CONFIG,
            links,
            reports,
            "Salvaguarda <salvaguarda@backup.example.org>");
    return carrier.send(
        new Delivery(UUID.randomUUID(), "mail", notice, 1, 12, Instant.now()),
        new MailChannel("mail", List.of(to), Optional.empty()));
  }
}
