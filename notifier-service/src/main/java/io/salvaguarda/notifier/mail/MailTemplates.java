package io.salvaguarda.notifier.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salvaguarda.notifier.letter.Letter;
import java.util.Optional;

/**
 * The layouts in {@code templates/mail}, checked against {@link Letter} when the service is built.
 */
@CheckedTemplate(basePath = "mail")
final class MailTemplates {

  private MailTemplates() {}

  /** The HTML part. */
  static native TemplateInstance page(Letter letter, Palette palette, Optional<MailLink> link);

  /** The text part: says the same. */
  static native TemplateInstance plain(Letter letter, Optional<MailLink> link);
}
