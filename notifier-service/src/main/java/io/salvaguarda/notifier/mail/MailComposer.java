package io.salvaguarda.notifier.mail;

import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.letter.Letter;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import java.util.List;
import java.util.Optional;

/** Lays a letter out as a mail with a text and an HTML part, and its headers. */
final class MailComposer {

  private final String from;
  private final MailThread thread;

  MailComposer(String from) {
    this.from = from;
    this.thread = new MailThread(from);
  }

  MailMessage compose(Delivery delivery, Letter letter, List<String> to, Optional<MailLink> link) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Message-ID", thread.messageId(delivery))
            .add("Auto-Submitted", "auto-generated")
            .add("X-Auto-Response-Suppress", "All")
            .add("Content-Language", letter.language())
            .add("X-Salvaguarda-Delivery", delivery.id().toString())
            .add("X-Salvaguarda-Source", delivery.notice().sourceId());
    delivery
        .notice()
        .incident()
        .ifPresent(incident -> headers.add("X-Salvaguarda-Incident", incident.toString()));
    if (!MailThread.opens(delivery.notice())) {
      headers.add("In-Reply-To", thread.root(delivery)).add("References", thread.root(delivery));
    }
    return new MailMessage()
        .setFrom(from)
        .setTo(to)
        .setSubject(letter.subject())
        .setText(MailTemplates.plain(letter, link).render().strip() + "\n")
        .setHtml(MailTemplates.page(letter, Palette.of(letter.tone()), link).render())
        .setHeaders(headers);
  }
}
