package io.salvaguarda.backup.copies;

/**
 * How far copying has come.
 *
 * @param backupId the backup that is being copied; "wal" for all that is archived
 * @param done backups before it
 * @param chunks of this backup, known to be in the copy by now
 */
public record CopyStage(
    String backupId, int done, int backups, long chunks, long ofChunks, long newBytes) {}
