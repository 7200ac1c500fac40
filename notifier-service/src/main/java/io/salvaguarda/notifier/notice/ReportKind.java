package io.salvaguarda.notifier.notice;

import java.util.Locale;

/** What a report is about. */
public enum ReportKind {
  /** Backups and their proofs in a week. */
  VERIFICATION,
  /** Practised restores in a month. */
  DRILLS;

  /** Its name in REST, commands and wording: {@code verification}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
