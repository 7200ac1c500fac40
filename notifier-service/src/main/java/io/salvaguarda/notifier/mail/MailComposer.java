package io.salvaguarda.notifier.mail;

import io.salvaguarda.notifier.delivery.Delivery;
import io.salvaguarda.notifier.letter.Letter;
import io.salvaguarda.notifier.report.adapter.ReportFiles;
import io.salvaguarda.notifier.report.page.Layout;
import io.salvaguarda.notifier.report.page.Page;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
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
    return new MailMessage()
        .setFrom(from)
        .setTo(to)
        .setSubject(letter.subject())
        .setText(MailTemplates.plain(letter, link).render().strip() + "\n")
        .setHtml(MailTemplates.page(letter, Palette.of(letter.tone()), link).render())
        .setHeaders(headers(delivery, letter.language()));
  }

  /** With its plots in it, and its other forms attached. */
  MailMessage compose(Delivery delivery, ReportFiles report, List<String> to) {
    return new MailMessage()
        .setFrom(from)
        .setTo(to)
        .setSubject(report.page().subject())
        .setText(Layout.plain(report.page()))
        .setHtml(Layout.html(report.page(), plot -> contentId(delivery, plot)))
        .setInlineAttachment(
            report.page().plots().stream().map(plot -> image(delivery, plot)).toList())
        .setAttachment(report.files().stream().map(MailComposer::attachment).toList())
        .setHeaders(headers(delivery, report.page().language()));
  }

  private static String contentId(Delivery delivery, Page.Plot plot) {
    return plot.id() + "." + delivery.id() + "@salvaguarda";
  }

  private static MailAttachment image(Delivery delivery, Page.Plot plot) {
    return MailAttachment.create()
        .setName(plot.id() + ".png")
        .setContentType("image/png")
        .setDisposition("inline")
        .setContentId("<" + contentId(delivery, plot) + ">")
        .setData(Buffer.buffer(plot.png()));
  }

  private static MailAttachment attachment(ReportFiles.File file) {
    return MailAttachment.create()
        .setName(file.name())
        .setContentType(file.mediaType())
        .setDisposition("attachment")
        .setData(Buffer.buffer(file.bytes()));
  }

  private MultiMap headers(Delivery delivery, String language) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Message-ID", thread.messageId(delivery))
            .add("Auto-Submitted", "auto-generated")
            .add("X-Auto-Response-Suppress", "All")
            .add("Content-Language", language)
            .add("X-Salvaguarda-Delivery", delivery.id().toString())
            .add("X-Salvaguarda-Source", delivery.notice().sourceId());
    delivery
        .notice()
        .incident()
        .ifPresent(incident -> headers.add("X-Salvaguarda-Incident", incident.toString()));
    if (!MailThread.opens(delivery.notice())) {
      headers.add("In-Reply-To", thread.root(delivery)).add("References", thread.root(delivery));
    }
    return headers;
  }
}
