package io.salvaguarda.backup.retention;

import io.salvaguarda.backup.catalog.KnownBackup;

/**
 * A backup that may be deleted.
 *
 * @param reason in words, for the event
 */
public record Expired(KnownBackup backup, String reason) {}
