package io.salvaguarda.notifier.letter;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.notifier.notice.Notice;

/** Notices in the words of those who get them. */
public final class Letters {

  private final Recipients recipients;
  private final LetterWriter writer = new LetterWriter();

  public Letters(SuiteConfig config) {
    this.recipients = new Recipients(config);
  }

  public Letter of(Notice notice) {
    return writer.write(notice, recipients.of(notice));
  }
}
