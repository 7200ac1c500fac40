package io.salvaguarda.notifier.notice;

import java.util.Locale;

/**
 * What sort of problem an incident is; a source has at most one open incident of each, of those
 * about repositories one for each repository or pair, of storage one for each disk, of backups and
 * drills one for each kind, and of {@code WAL} one for each sort of trouble. Prune, copy and key
 * are apart from each other and from storage: a prune that works says nothing about the copies.
 */
public enum Cause {
  BACKUP,
  VERIFICATION,
  RESTORE,
  DRILL,
  WINDOW,
  STORAGE,
  RETENTION,
  PRUNE,
  COPY,
  KEY,
  WAL,
  OUTAGE,
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
