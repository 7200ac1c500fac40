package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.KnownBackup;

/** Whether a backup may be deleted, and why. */
public sealed interface Verdict {

  KnownBackup backup();

  /** In words, for events and people. */
  String reason();

  /** It may be deleted. */
  record Expired(KnownBackup backup, String reason) implements Verdict {}

  /** It stays. */
  record Kept(KnownBackup backup, String reason) implements Verdict {}
}
