package io.salvaguarda.events;

/** What a job does for a source. */
public enum JobWork {
  /** It takes a backup. */
  BACKUP,
  /** It proves one. */
  VERIFICATION,
  /** It restores one. */
  RESTORE
}
