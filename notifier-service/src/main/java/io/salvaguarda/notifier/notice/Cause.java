package io.salvaguarda.notifier.notice;

import java.util.Locale;

/** What sort of problem an incident is; a source has at most one open incident of each. */
public enum Cause {
  BACKUP,
  VERIFICATION,
  RESTORE,
  STORAGE,
  RETENTION,
  EVENTS;

  /** Its stable name in events, REST and rows, for example {@code backup}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The cause of a {@link #key}. */
  public static Cause ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
