package io.salvaguarda.backup.run;

/**
 * What a backup job came to.
 *
 * @param storedBytes added to the repository
 * @param millis from the start of the work to the manifest
 */
public record BackupResult(
    String backupId, long plainBytes, long storedBytes, long chunks, long newChunks, long millis) {}
